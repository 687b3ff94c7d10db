using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles address rewriting: each way, an address must have one meaning.</summary>
/// <param name="document">What the operator wrote.</param>
/// <param name="accepted">The accepted domains.</param>
/// <param name="context">The load.</param>
internal sealed class AddressRewritingCompiler(AddressRewritingDocument document, ImmutableArray<AcceptedDomain> accepted, CompilationContext context)
{
    private readonly Dictionary<string, SourceLocation> _internal = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SourceLocation> _external = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Compiles it; entries with errors are reported and left out.</summary>
    /// <param name="location">Where the agent is declared.</param>
    public AddressRewritingPolicy Compile(SourceLocation location)
    {
        if (document.Entries.Count > AddressRewritingPolicy.MaximumEntries)
        {
            context.Diagnostics.Error(document.Entries.Location, $"there are {AddressRewritingPolicy.MaximumEntries} entries at most");
        }

        return new AddressRewritingPolicy { Location = location, Entries = [.. document.Entries.Select(Entry).OfType<AddressRewriteEntry>()] };
    }

    private AddressRewriteEntry? Entry(AddressRewriteDocument entry)
    {
        if (entry.Internal is not { } inside || entry.External is not { } outside)
        {
            return null;
        }

        var outboundOnly = entry.OutboundOnly?.Value ?? false;
        CheckKinds(entry, inside, outside, outboundOnly);
        CheckOnce(_internal, inside, "is rewritten");
        if (!outboundOnly)
        {
            CheckOnce(_external, outside, "is rewritten for mail from outside; add outboundOnly: true to one of them");
            CheckAccepted(outside);
        }

        return new AddressRewriteEntry(inside.Value.Text, outside.Value.Text, outboundOnly, [.. entry.Except.Select(domain => domain.Value).OfType<DomainPattern>()], entry.Start);
    }

    private void CheckKinds(AddressRewriteDocument entry, Located<MailboxOrDomain> inside, Located<MailboxOrDomain> outside, bool outboundOnly)
    {
        if (inside.Value.IsMailbox != outside.Value.IsMailbox)
        {
            context.Diagnostics.Error(outside.Location, $"{Quoted.Text(inside.Value.Text)} and {Quoted.Text(outside.Value.Text)} are not of one kind; an address becomes an address, a domain a domain");
        }

        if (outside.Value.IsWildcard)
        {
            context.Diagnostics.Error(outside.Location, $"{Quoted.Text(outside.Value.Text)} is many domains; nobody can be told which of them");
        }

        if (inside.Value.IsWildcard && !outboundOnly)
        {
            context.Diagnostics.Error(inside.Location, $"{Quoted.Text(inside.Value.Text)} is many domains, and mail from outside would not lead back to one of them; write outboundOnly: true");
        }

        foreach (var domain in entry.Except.Where(d => d.Value is not null && (!inside.Value.IsWildcard || !new DomainPattern(inside.Value.Text).Covers(d.Value))))
        {
            context.Diagnostics.Error(
                domain.Location,
                inside.Value.IsWildcard ? $"{Quoted.Text(domain.Value.Text)} is not one of {Quoted.Text(inside.Value.Text)}" : "'except' goes with an internal *.name");
        }
    }

    private void CheckOnce(Dictionary<string, SourceLocation> known, Located<MailboxOrDomain> value, string what)
    {
        if (!known.TryAdd(value.Value.Text, value.Location))
        {
            context.Diagnostics.Error(value.Location, $"{Quoted.Text(value.Value.Text)} stands at {known[value.Value.Text]} already, and {what}");
        }
    }

    private void CheckAccepted(Located<MailboxOrDomain> outside)
    {
        var domain = outside.Value.Text[(outside.Value.Text.LastIndexOf('@') + 1)..];
        if (!outside.Value.IsWildcard && !accepted.Any(a => a.Domain.Matches(domain)))
        {
            context.Diagnostics.Warning(outside.Location, $"mail from outside to {Quoted.Text(outside.Value.Text)} will be refused: {Quoted.Text(domain)} is not an accepted domain");
        }
    }
}
