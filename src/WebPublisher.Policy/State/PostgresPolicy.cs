using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.State;

/// <summary>The PostgreSQL database by which several nodes share their state.</summary>
public sealed record PostgresPolicy
{
    /// <summary>The port of PostgreSQL.</summary>
    public const int UsualPort = 5432;

    /// <summary>The name of the database and of its user unless the policy says otherwise.</summary>
    public const string UsualName = "webpublisher";

    /// <summary>Its server: a name or an address, or the absolute path of the directory with its unix socket.</summary>
    public required string Host { get; init; }

    /// <summary>Its TCP port; part of the socket's name too.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>The database.</summary>
    public string Database { get; init; } = UsualName;

    /// <summary>Who logs on to it.</summary>
    public string User { get; init; } = UsualName;

    /// <summary>The user's password; null where the server knows the user otherwise, such as by a certificate or the socket.</summary>
    public Secret? Password { get; init; }

    /// <summary>What the server's certificate must satisfy; null where nothing is said under TLS.</summary>
    public FrontEndCertificatePolicy? Certificate { get; init; }

    /// <summary>Whether it is asked over a unix socket.</summary>
    public bool IsSocket => Host.StartsWith('/');

    /// <summary>Whether two policies share the state in the same way: secrets and certificates that were read anew are compared by what they are.</summary>
    public static bool IsSame(PostgresPolicy? one, PostgresPolicy? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        return one with { Password = null, Certificate = null } == other with { Password = null, Certificate = null }
            && (one.Password is null) == (other.Password is null)
            && (one.Password is null || one.Password.Reveal().SequenceEqual(other.Password!.Reveal()))
            && IsSame(one.Certificate, other.Certificate);
    }

    private static bool IsSame(FrontEndCertificatePolicy? one, FrontEndCertificatePolicy? other) => one is null || other is null
        ? one is null && other is null
        : one.Name == other.Name
            && one.TrustedRoots.Select(root => root.Thumbprint).SequenceEqual(other.TrustedRoots.Select(root => root.Thumbprint), StringComparer.Ordinal)
            && one.Pins.Select(pin => Convert.ToHexString(pin.AsSpan())).SequenceEqual(other.Pins.Select(pin => Convert.ToHexString(pin.AsSpan())), StringComparer.Ordinal)
            && one.ClientCertificate?.Leaf.Thumbprint == other.ClientCertificate?.Leaf.Thumbprint;
}
