using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>acceptedDomains</c>.</summary>
internal static class AcceptedDomainCompiler
{
    /// <summary>Compiles every domain; those with errors are reported and left out.</summary>
    public static ImmutableArray<AcceptedDomain> Compile(DocumentList<AcceptedDomainDocument> documents, CompilationContext context)
    {
        var known = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        var domains = ImmutableArray.CreateBuilder<AcceptedDomain>();
        foreach (var document in documents)
        {
            if (document.Name is not { } name)
            {
                continue;
            }

            if (name.Value.Text == "*")
            {
                context.Diagnostics.Error(name.Location, "accepting mail for every domain would be an open relay; list the domains that are yours");
            }
            else if (!known.TryAdd(name.Value.Text, name.Location))
            {
                context.Diagnostics.Error(name.Location, $"domain {Quoted.Text(name.Value.Text)} is already accepted at {known[name.Value.Text]}");
            }
            else
            {
                domains.Add(new AcceptedDomain(name.Value, document.Type?.Value ?? AcceptedDomainType.Authoritative));
            }
        }

        return domains.ToImmutable();
    }
}
