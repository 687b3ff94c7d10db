using System.Collections.Immutable;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>listeners</c>.</summary>
internal static class ListenerCompiler
{
    private static readonly (string Property, string Key)[] TlsOnly =
    [
        (nameof(ListenerDocument.Certificates), "certificates"),
        (nameof(ListenerDocument.Tls), "tls"),
        (nameof(ListenerDocument.Hsts), "hsts"),
    ];

    /// <summary>Compiles and declares every listener.</summary>
    /// <param name="documents">The section.</param>
    /// <param name="context">The load.</param>
    public static ImmutableArray<ListenerPolicy> Compile(IEnumerable<ListenerDocument> documents, CompilationContext context)
    {
        var listeners = ImmutableArray.CreateBuilder<ListenerPolicy>();
        foreach (var document in documents)
        {
            var listener = Compile(document, context);
            if (document.Name is { } name)
            {
                context.Listeners.Declare(name, listener);
            }

            if (document.Address is { } address)
            {
                context.EndPoints.Claim(address, $"the listener at {document.Start}");
            }

            if (listener is not null)
            {
                listeners.Add(listener);
            }
        }

        return listeners.ToImmutable();
    }

    private static ListenerPolicy? Compile(ListenerDocument document, CompilationContext context)
    {
        var certificates = document.Certificates.Select(context.Certificates.Resolve).OfType<ServerCertificate>().ToImmutableArray();
        if (document.Protocol is not { } protocol)
        {
            return null;
        }

        if (protocol.Value == ListenerProtocol.Https && !document.Has(nameof(document.Certificates)))
        {
            context.Diagnostics.Error(document.Start, "an https listener needs a certificate; add 'certificates'");
            return null;
        }

        if (protocol.Value == ListenerProtocol.Http)
        {
            RefuseTls(document, context);
        }

        var quotas = ListenerQuotasCompiler.Compile(document.Quotas, context);
        var broken = certificates.Length < document.Certificates.Count;
        if (broken || document.Name is not { } name || document.Address is not { } address)
        {
            return null;
        }

        return new ListenerPolicy
        {
            Name = name.Value,
            Location = document.Start,
            EndPoint = address.Value,
            Protocol = protocol.Value,
            Tls = TlsCompiler.Compile(document.Tls),
            Certificates = certificates,
            Hsts = document.Hsts?.MaxAge is { } age ? new HstsPolicy(age.Value, document.Hsts.IncludeSubDomains?.Value ?? false) : null,
            Quotas = quotas,
        };
    }

    private static void RefuseTls(ListenerDocument document, CompilationContext context)
    {
        foreach (var (property, key) in TlsOnly)
        {
            if (document.Has(property))
            {
                context.Diagnostics.Error(
                    document.LocationOf(property), $"'{key}' has no meaning for a listener that speaks http; write protocol: https, or leave it out");
            }
        }
    }
}
