using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace TcpProbe.Exporter.Web;

/// <summary>Lets in whoever knows a password.</summary>
/// <remarks>Bcrypt is slow by design: whoever sends wrong passwords must get neither the processors, nor the memory, nor a hint which names exist.</remarks>
/// <param name="isOf">Whether a hash, the first, is that of a password.</param>
internal sealed class BasicAuth(Func<string, string, bool> isOf) : IDisposable
{
    private const int MostWaiting = 16;
    private const int MostKnown = 1000;
    private const int MostFailed = 10_000;

    // Made when somebody first needs it: without passwords the exporter runs without OpenSSL, which .NET leaves randomness to as well.
    private readonly Lazy<byte[]> _secret = new(static () => RandomNumberGenerator.GetBytes(32));
    private readonly BoundedSet _known = new(MostKnown), _failed = new(MostFailed);
    private readonly SemaphoreSlim _turn = new(1);
    private int _waiting;

    /// <summary>Judges the <c>Authorization</c> of a request.</summary>
    /// <param name="users">Who gets in, with the hash of the password; at least one.</param>
    /// <param name="header">The header.</param>
    /// <param name="gone">Ends the wait, since whoever asked has gone.</param>
    public async Task<Admission> JudgeAsync(IReadOnlyDictionary<string, string> users, StringValues header, CancellationToken gone)
    {
        if (Credentials.Of(header) is not { } credentials) return Admission.Refused;

        // An unknown name costs what a known one does.
        bool isUser = users.TryGetValue(credentials.User, out string? hash);
        hash ??= users.Values.MaxBy(BcryptHash.Cost)!;
        string mark = credentials.Mark(hash, _secret.Value);
        if (Remembered(mark) is { } before) return Verdict(isUser && before);

        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting) return Admission.Busy;
            await _turn.WaitAsync(gone);
            try
            {
                bool isRight = Remembered(mark) ?? Check(hash, credentials.Password, mark);
                return Verdict(isUser && isRight);
            }
            finally
            {
                _ = _turn.Release();
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static Admission Verdict(bool isIn) => isIn ? Admission.Granted : Admission.Refused;

    private bool? Remembered(string mark) => _known.Contains(mark) ? true : _failed.Contains(mark) ? false : null;

    private bool Check(string hash, string password, string mark)
    {
        bool isRight = isOf(hash, password);
        (isRight ? _known : _failed).Add(mark);
        return isRight;
    }
}
