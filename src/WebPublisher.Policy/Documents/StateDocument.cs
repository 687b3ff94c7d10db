using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.State;

namespace WebPublisher.Policy.Documents;

/// <summary>Whether this node keeps its state alone or shares it with others.</summary>
[Document("the state")]
public sealed record StateDocument : Document
{
    /// <summary>sqlite: this node alone. postgres: shared with every node that names the same database; each keeps a copy in its state directory.</summary>
    [Key(
        "sqlite: this node alone. postgres: shared with every node that names the same database; each keeps a copy in its state directory.",
        Default = "sqlite")]
    public Located<StateKindWord>? Kind { get; init; }

    /// <summary>The database's server: a name or an address, or the path of the directory with its unix socket. Needed with postgres.</summary>
    [Key("The database's server: a name or an address, or the path of the directory with its unix socket. Needed with postgres.", Example = "db.example.com")]
    public Located<string>? Host { get; init; }

    /// <summary>Its port.</summary>
    [Key("Its port.", Default = "5432", Minimum = "1", Maximum = "65535")]
    public Located<int>? Port { get; init; }

    /// <summary>The name of the database.</summary>
    [Key("The name of the database.", Default = PostgresPolicy.UsualName)]
    public Located<string>? Database { get; init; }

    /// <summary>Who logs on to it.</summary>
    [Key("Who logs on to it.", Default = PostgresPolicy.UsualName)]
    public Located<string>? User { get; init; }

    /// <summary>The password of the user.</summary>
    [Key("The password of the user.")]
    public SecretDocument? Password { get; init; }

    /// <summary>Whether the database is spoken to under TLS.</summary>
    [Key("Whether the database is spoken to under TLS.", Default = "(true, except over a unix socket and to a loopback address)")]
    public Located<bool>? Tls { get; init; }

    /// <summary>What the server's certificate must satisfy.</summary>
    [Key("What the server's certificate must satisfy.")]
    public FrontEndCertificateDocument? Certificate { get; init; }
}
