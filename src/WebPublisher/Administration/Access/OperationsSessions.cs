using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>The logins of browsers, in memory: a restart ends them. A session is found by the hash of its number, so that nothing is learned from how long that takes.</summary>
/// <param name="time">The clock they end by.</param>
internal sealed class OperationsSessions(TimeProvider time)
{
    /// <summary>The most; the one that ends first goes for a new one.</summary>
    public const int Maximum = 256;

    /// <summary>How long one lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int NumberBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OperationsSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins one.</summary>
    /// <returns>Its number, 256 random bits in base64url, which only the browser keeps.</returns>
    public string Begin(OperationsToken token)
    {
        var number = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NumberBytes));
        lock (_gate)
        {
            if (_sessions.Count >= Maximum)
            {
                _sessions.Remove(_sessions.MinBy(entry => entry.Value.Ends).Key);
            }

            _sessions.Add(KeyOf(number), new OperationsSession(token.Name, token.Hash.AsMemory(), time.GetUtcNow() + Lifetime));
        }

        return number;
    }

    /// <summary>The session of a number that holds now, or null.</summary>
    public OperationsSession? Find(string number)
    {
        lock (_gate)
        {
            var key = KeyOf(number);
            if (!_sessions.TryGetValue(key, out var session))
            {
                return null;
            }

            if (session.Ends > time.GetUtcNow())
            {
                return session;
            }

            _sessions.Remove(key);
            return null;
        }
    }

    /// <summary>Ends one.</summary>
    /// <returns>The session, or null when there was none.</returns>
    public OperationsSession? End(string number)
    {
        lock (_gate)
        {
            return _sessions.Remove(KeyOf(number), out var session) ? session : null;
        }
    }

    private static string KeyOf(string number) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(number)));
}
