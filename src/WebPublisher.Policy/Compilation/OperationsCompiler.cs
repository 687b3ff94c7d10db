using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>operations</c>.</summary>
/// <param name="context">The load; certificates and roots are declared.</param>
internal sealed class OperationsCompiler(CompilationContext context)
{
    private const int MaximumTokens = 100;

    private static readonly IPEndPoint Default = new(IPAddress.Loopback, 9464);

    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    public OperationsPolicy Compile(OperationsDocument? document)
    {
        var policy = new OperationsPolicy(document?.Listen is { } written ? written.Value.EndPoint : Default, document?.Otlp?.Value);
        if (document is null)
        {
            return policy;
        }

        policy = policy with
        {
            Certificate = document.Certificate is { } certificate ? context.Certificates.Resolve(certificate) : null,
            Hosts = Hosts(document),
            Tokens = Tokens(document),
            ClientCertificates = ClientCertificates(document.ClientCertificates),
        };
        CheckLogin(document, policy);
        CheckReach(document, policy);
        return policy;
    }

    private ImmutableArray<string> Hosts(OperationsDocument document)
    {
        foreach (var host in document.Hosts.Where(host => host.Value.IsWildcard))
        {
            context.Diagnostics.Error(host.Location, $"{Quoted.Text(host.Value.Text)} stands for names that others may own; write each name by which the operations server is called");
        }

        return [.. document.Hosts.Select(host => host.Value.Text)];
    }

    private ImmutableArray<OperationsToken> Tokens(OperationsDocument document)
    {
        if (document.Tokens.Count > MaximumTokens)
        {
            context.Diagnostics.Error(document.LocationOf(nameof(document.Tokens)), $"there are {document.Tokens.Count} tokens, and {MaximumTokens} at most are looked through for each request");
            return [];
        }

        var (tokens, places) = (ImmutableArray.CreateBuilder<OperationsToken>(), new Dictionary<string, SourceLocation>(StringComparer.Ordinal));
        foreach (var written in document.Tokens)
        {
            var secret = SecretCompiler.Read(written.Secret, context);
            if (written.Name is not { } name)
            {
                continue;
            }

            if (!places.TryAdd(name.Value, name.Location))
            {
                context.Diagnostics.Error(name.Location, $"token {Quoted.Text(name.Value)} is already declared at {places[name.Value]}");
            }

            if (secret is null)
            {
                continue;
            }

            if (secret.Reveal().Length < OperationsToken.MinimumLength)
            {
                context.Diagnostics.Error(
                    written.Secret!.Start, $"the token of {Quoted.Text(name.Value)} is shorter than {OperationsToken.MinimumLength} characters and could be guessed; make one with: openssl rand -base64 32");
                continue;
            }

            var token = new OperationsToken(name.Value, secret, written.May?.Value ?? OperationsRight.Read);
            if (tokens.FirstOrDefault(other => other.Is(token.Hash.AsSpan())) is { } same)
            {
                context.Diagnostics.Error(written.Secret!.Start, $"{Quoted.Text(name.Value)} has the token of {Quoted.Text(same.Name)}, so that the log could not tell one from the other");
                continue;
            }

            tokens.Add(token);
        }

        return tokens.ToImmutable();
    }

    private OperationsClientCertificates? ClientCertificates(OperationsClientCertificatesDocument? document)
    {
        var roots = document?.TrustedRoots is { } named ? context.TrustedRoots.Resolve(named) : null;
        return document is null || roots is null || document.Names.Count == 0
            ? null
            : new OperationsClientCertificates(roots.Certificates, [.. document.Names.Select(name => name.Value)], document.May?.Value ?? OperationsRight.Read);
    }

    /// <summary>A token in clear would be everybody's who listens, and a client certificate is part of TLS.</summary>
    private void CheckLogin(OperationsDocument document, OperationsPolicy policy)
    {
        var hasLogin = document.Has(nameof(document.Tokens)) || document.Has(nameof(document.ClientCertificates));
        if (!document.Has(nameof(document.Certificate)))
        {
            foreach (var (property, key) in new[] { (nameof(document.Tokens), "tokens"), (nameof(document.ClientCertificates), "clientCertificates") })
            {
                if (document.Has(property))
                {
                    context.Diagnostics.Error(document.LocationOf(property), $"'{key}' let nobody in without TLS; add 'certificate', or leave them out: on the loopback address nobody logs in");
                }
            }
        }
        else if (!hasLogin && IsBeyondLoopback(policy))
        {
            context.Diagnostics.Warning(document.Certificate!.Value.Location, "nobody can log in to the dashboard from elsewhere; add 'tokens' or 'clientCertificates'");
        }
    }

    private void CheckReach(OperationsDocument document, OperationsPolicy policy)
    {
        if (!IsBeyondLoopback(policy))
        {
            return;
        }

        var rest = document.Has(nameof(document.Certificate)) ? "" : "; the dashboard and its API are served there with 'certificate' only";
        context.Diagnostics.Warning(
            document.Listen!.Value.Location, $"whoever reaches {policy.Listen} can read metrics and health; let a firewall decide who does, or use 127.0.0.1{rest}");
    }

    private static bool IsBeyondLoopback(OperationsPolicy policy) => policy.Listen is { } listen && !IPAddress.IsLoopback(listen.Address);
}
