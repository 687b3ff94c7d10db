using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.State;

namespace WebPublisher.State.Replication.Postgres;

/// <summary>Opens connections to the database that nodes share. Its certificate is judged by the code that judges every other inner server's.</summary>
internal sealed class PostgresConnector : IAsyncDisposable
{
    // For one connection with its logon, and for one statement: a server that hangs is as good as down after it.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 6;

    // How often a silent connection is asked whether it lives.
    private const int KeepAliveSeconds = 5;

    private readonly PostgresPolicy _policy;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _source;
    private string? _refusal;

    /// <summary>Prepares connections.</summary>
    /// <param name="policy">The database.</param>
    /// <param name="node">The node's name, which the database's administrator sees.</param>
    /// <param name="time">The clock that certificates are valid by.</param>
    public PostgresConnector(PostgresPolicy policy, string node, TimeProvider time)
    {
        (_policy, _time) = (policy, time);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = policy.Host,
            Port = policy.Port,
            Database = policy.Database,
            Username = policy.User,
            Password = policy.Password?.Reveal().ToString(),
            ApplicationName = $"webpublisher {node}",
            SslMode = policy.Certificate is null ? SslMode.Disable : SslMode.Require,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            CancellationTimeout = 1000,
            KeepAlive = KeepAliveSeconds,
            Timezone = "UTC",
        };
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        if (policy.Certificate is { } certificate)
        {
            builder.EnableTransportSecurity();
            builder.UseSslClientAuthenticationOptionsCallback(options => Secure(options, certificate));
        }

        _source = builder.Build();
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="StateException">The database does not answer, or does not let us in.</exception>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _refusal, null);
        try
        {
            return await _source.OpenConnectionAsync(cancellation);
        }
        catch (Exception e) when (PostgresFailure.IsExpected(e, cancellation))
        {
            throw new StateException(Volatile.Read(ref _refusal) is { } refusal ? $"its certificate is refused: {refusal}" : PostgresFailure.Explain(e, _policy), e);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private void Secure(SslClientAuthenticationOptions options, FrontEndCertificatePolicy certificate)
    {
        var name = certificate.Name ?? _policy.Host;
        options.TargetHost = name;
        options.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        options.CertificateChainPolicy = PeerCertificateVerifier.ChainPolicy(certificate, at: null);
        options.ClientCertificateContext = certificate.ClientCertificate?.Context;
        options.RemoteCertificateValidationCallback = (_, leaf, chain, _) =>
        {
            var refusal = PeerCertificateVerifier.Verify(leaf as X509Certificate2, chain?.ChainPolicy.ExtraStore ?? [], certificate, name, _time.GetUtcNow());
            Volatile.Write(ref _refusal, refusal?.ToString());
            return refusal is null;
        };
    }
}
