using System.Text;
using Microsoft.Extensions.Primitives;
using TcpProbe.Exporter.Web;

namespace TcpProbe.Exporter.Tests.Web;

/// <summary>Who gets in, and what it costs those who do not.</summary>
public sealed class BasicAuthTests : IDisposable
{
    private const string Hash = "$2y$04$abcdefghijklmnopqrstuu/LVz6MZlItEy42I2juLihZ66HnQx/cy";
    private const string SlowHash = "$2y$09$abcdefghijklmnopqrstuuOxUZv4NnRZT38Rw8Gtaw/I/DHX3hzGe";

    private readonly BasicAuth _auth;
    private int _checks;

    public BasicAuthTests() => _auth = new BasicAuth((hash, password) =>
    {
        _checks++;
        return BcryptHash.IsOf(hash, password);
    });

    [Fact]
    public async Task Who_knows_the_password_comes_in_and_nobody_else()
    {
        Assert.Equal(Admission.Granted, await JudgeAsync(Header("ali", "open sesame")));
        Assert.Equal(Admission.Refused, await JudgeAsync(Header("ali", "open barley")));
        Assert.Equal(Admission.Refused, await JudgeAsync(Header("cassim", "open sesame")));
        Assert.Equal(Admission.Refused, await JudgeAsync(Header("ALI", "open sesame")));
        Assert.Equal(Admission.Refused, await JudgeAsync(Header("ali", "")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic *")]
    [InlineData("Basic YWxp")]
    [InlineData("Basic /////w==")]
    [InlineData("Bearer YWxpOm9wZW4gc2VzYW1l")]
    public async Task What_is_no_credentials_is_refused_without_any_work(string header)
    {
        Assert.Equal(Admission.Refused, await JudgeAsync(header));
        Assert.Equal(0, _checks);
    }

    [Fact]
    public async Task Two_headers_are_refused_whatever_they_say() =>
        Assert.Equal(Admission.Refused, await JudgeAsync(new StringValues([Header("ali", "open sesame"), Header("ali", "open sesame")])));

    [Fact]
    public async Task The_scheme_is_known_in_any_case() =>
        Assert.Equal(Admission.Granted, await JudgeAsync("bAsIc " + Header("ali", "open sesame")["Basic ".Length..]));

    [Theory]
    [InlineData("ali", "open sesame")]
    [InlineData("ali", "open barley")]
    [InlineData("cassim", "open sesame")]
    public async Task Whoever_comes_costs_one_hash_and_again_none(string user, string password)
    {
        Admission first = await JudgeAsync(Header(user, password));
        Assert.Equal(1, _checks);
        Assert.Equal(first, await JudgeAsync(Header(user, password)));
        Assert.Equal(1, _checks);
    }

    [Fact]
    public async Task Who_was_taken_off_the_list_does_not_come_in_again()
    {
        string header = Header("ali", "open sesame");
        Assert.Equal(Admission.Granted, await JudgeAsync(header));

        // Not even with somebody there whose hash is the same.
        Assert.Equal(Admission.Refused, await _auth.JudgeAsync(new Dictionary<string, string> { ["baba"] = Hash }, header, CancellationToken.None));
    }

    [Fact]
    public async Task An_old_password_is_forgotten_with_its_hash()
    {
        string header = Header("ali", "open sesame");
        Assert.Equal(Admission.Granted, await JudgeAsync(header));
        Dictionary<string, string> renewed = new() { ["ali"] = "$2y$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC" };
        Assert.Equal(Admission.Refused, await _auth.JudgeAsync(renewed, header, CancellationToken.None));
        Assert.Equal(Admission.Granted, await _auth.JudgeAsync(renewed, Header("ali", "pässwörd"), CancellationToken.None));
    }

    [Fact]
    public async Task A_flood_of_wrong_passwords_is_turned_away_and_who_is_known_still_comes_in()
    {
        Dictionary<string, string> users = new() { ["ali"] = SlowHash };
        string right = Header("ali", "open sesame");
        Assert.Equal(Admission.Granted, await _auth.JudgeAsync(users, right, CancellationToken.None));

        using CancellationTokenSource gone = new();
        Task<Admission>[] flood = [.. Enumerable.Range(0, 200).Select(i => Task.Run(() => _auth.JudgeAsync(users, Header("ali", $"wrong {i}"), gone.Token)))];
        Task turnedAway = await Task.WhenAny([Task.WhenAll(flood), .. flood.Select(WhenBusyAsync)]);
        Assert.Equal(Admission.Busy, await Assert.IsType<Task<Admission>>(turnedAway, exactMatch: false));
        Assert.Equal(Admission.Granted, await _auth.JudgeAsync(users, right, CancellationToken.None));
        await gone.CancelAsync();
        await Task.WhenAll(flood.Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.DoesNotContain(flood, one => one.IsCompletedSuccessfully && one.Result == Admission.Granted);

        // And once they are gone, the next one has his turn.
        Assert.Equal(Admission.Refused, await _auth.JudgeAsync(users, Header("ali", "late"), CancellationToken.None));
    }

    [Fact]
    public void Only_the_last_ones_are_remembered()
    {
        BoundedSet set = new(2);
        foreach (string text in (string[])["a", "b", "b", "c"]) set.Add(text);
        Assert.False(set.Contains("a"));
        Assert.True(set.Contains("b"));
        Assert.True(set.Contains("c"));
    }

    [Fact]
    public void What_is_remembered_differs_wherever_the_parts_do_and_tells_none_of_them()
    {
        byte[] secret = [1, 2, 3];
        string mark = Mark("ab", "c");
        Assert.Equal(mark, Mark("ab", "c"));
        Assert.NotEqual(mark, Mark("a", "bc"));
        Assert.NotEqual(Mark("a" + Hash, "c"), Mark("a", Hash + "c"));
        Assert.NotEqual(mark, Credentials.Of(Header("ab", "c"))!.Mark(Hash, [4]));
        Assert.NotEqual(mark, Credentials.Of(Header("ab", "c"))!.Mark(SlowHash, secret));
        string Mark(string user, string password) => Credentials.Of(Header(user, password))!.Mark(Hash, secret);
    }

    public void Dispose() => _auth.Dispose();

    internal static string Header(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    // Completes when it is turned away as one too many, and never otherwise.
    private static async Task<Admission> WhenBusyAsync(Task<Admission> judged)
    {
        Admission admission = await judged;
        return admission == Admission.Busy ? admission : await new TaskCompletionSource<Admission>().Task;
    }

    private Task<Admission> JudgeAsync(StringValues header) =>
        _auth.JudgeAsync(new Dictionary<string, string> { ["ali"] = Hash }, header, CancellationToken.None);
}
