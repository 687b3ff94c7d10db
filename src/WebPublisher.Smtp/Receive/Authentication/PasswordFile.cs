using System.Collections.Frozen;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>
/// Verifies passwords against a file of <c>user:hash</c> lines; empty lines and those that begin with <c>#</c> are passed over. User names are compared without regard to
/// case. The file is read once; a reload of the policy reads it again.
/// </summary>
public sealed class PasswordFile : CredentialVerifier
{
    private const long MaximumBytes = 64L * 1024 * 1024;

    // Verification is expensive on purpose, and strangers ask for it: they get half of the processors at most.
    private static readonly SemaphoreSlim s_processors = new(Math.Max(1, Environment.ProcessorCount / 2));

    private static readonly Lazy<PasswordHash> s_nobody = new(static () => PasswordHash.Create("of nobody"));

    private readonly FrozenDictionary<string, PasswordHash> _users;

    private PasswordFile(FrozenDictionary<string, PasswordHash> users) => _users = users;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">A line is wrong; the message begins with <c>file:line</c> and shows no hash.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static PasswordFile Load(string path)
    {
        if (new FileInfo(path).Length > MaximumBytes)
        {
            throw new FormatException($"{path}: a password file has at most {MaximumBytes} bytes");
        }

        return Parse(path, File.ReadLines(path));
    }

    /// <summary>Reads lines.</summary>
    /// <param name="name">Name of the file, for errors.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="FormatException">As for <see cref="Load"/>.</exception>
    public static PasswordFile Parse(string name, IEnumerable<string> lines)
    {
        var users = new Dictionary<string, PasswordHash>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new FormatException($"{name}:{number}: expected user:hash");
            }

            PasswordHash hash;
            try
            {
                hash = PasswordHash.Parse(line.AsSpan(colon + 1).Trim());
            }
            catch (FormatException e)
            {
                throw new FormatException($"{name}:{number}: {e.Message}", e);
            }

            if (!users.TryAdd(line[..colon].Trim(), hash))
            {
                throw new FormatException($"{name}:{number}: the user '{line[..colon].Trim()}' stands in the file twice");
            }
        }

        return new PasswordFile(users.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override async Task<PasswordVerdict> VerifyAsync(string user, string password, CancellationToken cancellationToken)
    {
        await s_processors.WaitAsync(cancellationToken);
        try
        {
            // An unknown user costs what a known one does.
            var isKnown = _users.TryGetValue(user, out var hash);
            var isRight = await Task.Run(() => (hash ?? s_nobody.Value).Verify(password), CancellationToken.None);
            return isKnown && isRight ? PasswordVerdict.Accepted : PasswordVerdict.Refused;
        }
        finally
        {
            s_processors.Release();
        }
    }
}
