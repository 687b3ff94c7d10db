using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>
/// A salted hash of a password: <c>pbkdf2-sha512$210000$SALT$HASH</c>, salt and hash in base64 (PBKDF2, RFC 8018 section 5.2, with HMAC-SHA-512 or HMAC-SHA-256). New ones
/// have 210,000 iterations, what OWASP asks of PBKDF2 with SHA-512.
/// </summary>
public sealed class PasswordHash
{
    private const int NewIterations = 210_000;
    private const int MinimumIterations = 10_000;

    // A hash that takes seconds to verify is a way to stop the server.
    private const int MaximumIterations = 2_000_000;
    private const int NewSalt = 16;

    private readonly HashAlgorithmName _algorithm;
    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(HashAlgorithmName algorithm, int iterations, byte[] salt, byte[] hash)
    {
        _algorithm = algorithm;
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Hashes a password under a new salt.</summary>
    public static PasswordHash Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(NewSalt);
        return new PasswordHash(HashAlgorithmName.SHA512, NewIterations, salt, Derive(password, salt, NewIterations, HashAlgorithmName.SHA512, 64));
    }

    /// <summary>Reads a hash.</summary>
    /// <exception cref="FormatException">It is none; the message says what was expected and shows nothing of it.</exception>
    public static PasswordHash Parse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[5];
        if (text.Split(parts, '$') != 4)
        {
            throw new FormatException("expected a hash of four parts: pbkdf2-sha512$ITERATIONS$SALT$HASH");
        }

        var algorithm = text[parts[0]] switch
        {
            "pbkdf2-sha512" => HashAlgorithmName.SHA512,
            "pbkdf2-sha256" => HashAlgorithmName.SHA256,
            _ => throw new FormatException("expected a hash that begins with pbkdf2-sha512 or pbkdf2-sha256"),
        };
        if (!int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < MinimumIterations or > MaximumIterations)
        {
            throw new FormatException($"expected {MinimumIterations} to {MaximumIterations} iterations");
        }

        var salt = Decode(text[parts[2]]);
        var hash = Decode(text[parts[3]]);
        return salt.Length >= 8 && hash.Length is >= 16 and <= 64
            ? new PasswordHash(algorithm, iterations, salt, hash)
            : throw new FormatException("expected a salt of at least 8 bytes and a hash of 16 to 64 bytes, both in base64");
    }

    /// <summary>Whether the password is right, in a time that depends on neither.</summary>
    public bool Verify(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations, _algorithm, _hash.Length), _hash);

    /// <summary>The hash as it stands in a password file.</summary>
    public override string ToString() =>
        $"pbkdf2-{(_algorithm == HashAlgorithmName.SHA512 ? "sha512" : "sha256")}${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}";

    private static byte[] Derive(string password, byte[] salt, int iterations, HashAlgorithmName algorithm, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, algorithm, length);

    private static byte[] Decode(ReadOnlySpan<char> base64)
    {
        var octets = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(base64, octets, out var length) ? octets[..length] : [];
    }
}
