using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>Hashes that libcrypt has made.</summary>
public sealed class BcryptHashTests
{
    [Theory]
    [InlineData("open sesame", "$2a$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("open sesame", "$2b$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("open sesame", "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("pässwörd", "$2y$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC")]
    [InlineData("", "$2y$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "$2y$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i")]
    public void A_hash_is_that_of_its_password_and_of_no_other(string password, string hash)
    {
        Assert.True(BcryptHash.Is(hash));
        Assert.Equal(4, BcryptHash.Cost(hash));
        Assert.True(BcryptHash.IsOf(hash, password));
        Assert.False(BcryptHash.IsOf(hash, "x" + password[..Math.Min(4, password.Length)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("open sesame")]
    [InlineData("$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/c")]
    [InlineData("$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cyy")]
    [InlineData("$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy\n")]
    [InlineData("$2y$03$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("$2y$32$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("$2z$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy")]
    [InlineData("$apr1$abcdefgh$abcdefghijklmnopqrstuv")]
    public void Whatever_else_is_none(string text) => Assert.False(BcryptHash.Is(text));
}
