using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles the agent <c>connectionFilter</c>.</summary>
internal sealed class ConnectionFilterCompiler(CompilationContext context)
{
    /// <summary>Compiles it.</summary>
    public ConnectionFilterPolicy Compile(AgentDocument agent, ConnectionFilterDocument document)
    {
        if (document.BypassedRecipients is [{ Location: var bypassed }, ..] && document.BlockListProviders.Count == 0)
        {
            context.Diagnostics.Warning(bypassed, "bypassedRecipients changes nothing: there are no blockListProviders whose refusals it could lift");
        }

        return new ConnectionFilterPolicy
        {
            Location = agent.Start,
            Allow = Entries(document.Allow),
            Block = Entries(document.Block),
            BlockText = Text(document.BlockText, ConnectionFilterPolicy.DefaultText),
            AllowListProviders = Providers(document.AllowListProviders),
            BlockListProviders = Providers(document.BlockListProviders),
            BypassedRecipients = document.BypassedRecipients.Select(entry => entry.Value.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        };
    }

    private string Text(Located<string>? given, string otherwise)
    {
        if (given is not { } own)
        {
            return otherwise;
        }

        var text = own.Value;
        if (text.Length is 0 or > ConnectionFilterPolicy.MaximumText || text.Any(c => c is < ' ' or > '~'))
        {
            context.Diagnostics.Error(own.Location, $"a text for clients has 1 to {ConnectionFilterPolicy.MaximumText} characters of printable ASCII; this one has {text.Length}");
        }

        return text;
    }

    private ImmutableArray<AddressListEntry> Entries(DocumentList<AddressListEntryDocument> documents)
    {
        var entries = ImmutableArray.CreateBuilder<AddressListEntry>();
        foreach (var document in documents)
        {
            if (entries.Count == ConnectionFilterPolicy.MaximumEntries)
            {
                context.Diagnostics.Error(document.Start, $"a list has {ConnectionFilterPolicy.MaximumEntries} entries at most; join neighbours to networks or ranges");
                break;
            }

            if (document.Addresses is not { } addresses)
            {
                continue;
            }

            if (document.Expires is { } expires && expires.Value <= context.Time.GetUtcNow())
            {
                context.Diagnostics.Warning(expires.Location, $"the entry for {addresses.Value} has expired; remove it, or write a later moment");
            }

            entries.Add(new AddressListEntry(addresses.Value, document.Expires?.Value, document.Comment?.Value, document.Start));
        }

        return entries.ToImmutable();
    }

    private ImmutableArray<AddressListProvider> Providers(DocumentList<AddressListProviderDocument> documents)
    {
        var providers = ImmutableArray.CreateBuilder<AddressListProvider>();
        foreach (var document in documents)
        {
            if (providers.Count == ConnectionFilterPolicy.MaximumProviders)
            {
                context.Diagnostics.Error(document.Start, $"{ConnectionFilterPolicy.MaximumProviders} providers at most: each client is looked up at all of them");
                break;
            }

            if (document is { Name: { } name, Zone: { } zone } && IsSound(document, name, zone, providers))
            {
                providers.Add(new AddressListProvider
                {
                    Name = name.Value,
                    Zone = zone.Value.Text.ToLowerInvariant(),
                    Bitmask = document.Bitmask?.Value,
                    Addresses = [.. document.Addresses.Select(range => range.Value)],
                    Response = Text(document.Response, AddressListProvider.DefaultResponse),
                    Location = document.Start,
                });
            }
        }

        return providers.ToImmutable();
    }

    private bool IsSound(AddressListProviderDocument document, Located<string> name, Located<FullyQualifiedName> zone, IReadOnlyCollection<AddressListProvider> others)
    {
        if (others.FirstOrDefault(other => other.Name == name.Value) is { } namesake)
        {
            context.Diagnostics.Error(name.Location, $"a provider with this name is already declared at {namesake.Location}");
            return false;
        }

        if (others.FirstOrDefault(other => other.Zone.Equals(zone.Value.Text, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            context.Diagnostics.Error(zone.Location, $"this zone is already asked by the provider declared at {same.Location}; list all answers that count there");
            return false;
        }

        if (document is { Bitmask: { } bitmask, Addresses.Count: > 0 })
        {
            context.Diagnostics.Error(bitmask.Location, "either bitmask or addresses says which answers count, not both");
            return false;
        }

        if (zone.Value.Text.Length > AddressListProvider.LongestZone)
        {
            context.Diagnostics.Error(zone.Location, $"a zone has {AddressListProvider.LongestZone} characters at most: the digits of an IPv6 address go in front of it");
            return false;
        }

        return true;
    }
}
