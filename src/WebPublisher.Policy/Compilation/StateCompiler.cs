using System.Net;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;
using WebPublisher.Policy.State;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>state</c>.</summary>
internal static class StateCompiler
{
    /// <summary>Compiles it; null when nothing is shared, or when it has errors.</summary>
    public static PostgresPolicy? Compile(StateDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        if (document.Kind?.Value != StateKindWord.Postgres)
        {
            if (document.Has(nameof(document.Host)))
            {
                context.Diagnostics.Error(document.Start, "the state names a database; write 'kind: postgres' to share it there");
            }

            return null;
        }

        var password = Password(document, context);
        if (document.Host is not { } host)
        {
            if (!document.Has(nameof(document.Host)))
            {
                context.Diagnostics.Error(document.Start, "'kind: postgres' needs the 'host' of the database");
            }

            return null;
        }

        var isSocket = host.Value.StartsWith('/');
        if (!isSocket && HostText.Parse(host.Value, out _) is { } problem)
        {
            context.Diagnostics.Error(host.Location, problem);
            return null;
        }

        var isNear = isSocket || (IPAddress.TryParse(host.Value, out var address) ? IPAddress.IsLoopback(address) : host.Value == "localhost");
        var (isSecure, certificate) = (document.Tls?.Value ?? !isNear, (FrontEndCertificatePolicy?)null);
        if (isSecure)
        {
            certificate = FrontEndCertificateCompiler.Compile(document.Certificate, context);
        }
        else if (document.Has(nameof(document.Certificate)))
        {
            context.Diagnostics.Error(document.Start, "'certificate' says what holds under TLS, which is off here; write 'tls: true'");
        }

        if (document.Tls is { Value: true } needless && isSocket)
        {
            context.Diagnostics.Error(needless.Location, "there is no TLS over a unix socket");
        }
        else if (document.Tls is { Value: false } clear && !isNear)
        {
            context.Diagnostics.Warning(
                clear.Location, $"what nodes share, held mail among it, and the database's password travel to {Quoted.Text(host.Value)} in clear; leave 'tls' out");
        }

        var usual = new PostgresPolicy { Host = host.Value };
        return usual with
        {
            Port = document.Port?.Value ?? usual.Port,
            Database = document.Database?.Value ?? usual.Database,
            User = document.User?.Value ?? usual.User,
            Password = password,
            Certificate = certificate,
        };
    }

    private static Secret? Password(StateDocument document, CompilationContext context)
    {
        if (SecretCompiler.Compile(document.Password, context) is not { } source)
        {
            return null;
        }

        if (source.FilePath is { } path)
        {
            context.Files.DigestOf(path, SecretSource.MaxLength);
        }

        return source.Read(context.Diagnostics);
    }
}
