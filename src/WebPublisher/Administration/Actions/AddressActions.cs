using System.Collections.Immutable;
using System.Text.Json;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Addresses;

namespace WebPublisher.Administration.Actions;

/// <summary>Changes the stored block and allow lists, as commands and the administration of a running server do.</summary>
/// <param name="lists">The lists.</param>
internal sealed class AddressActions(AddressLists lists)
{
    /// <summary>What is wrong with a comment, as a sentence; null when nothing is.</summary>
    public static string? ProblemOf(string? comment) =>
        comment is null || (comment.Length is > 0 and <= AddressLists.MaximumComment && !comment.Any(char.IsControl))
            ? null
            : $"a comment is one line of at most {AddressLists.MaximumComment} characters.";

    /// <summary>Puts addresses on a list.</summary>
    /// <exception cref="State.StateException">It cannot be kept, or the lists are full.</exception>
    public async Task<ActionOutcome> AddAsync(AddressListKind list, AddressRange addresses, DateTimeOffset? expires, string? comment)
    {
        var entry = await lists.AddAsync(list, addresses, expires, comment, EntryOrigin.Operator);
        var (what, until) = (list == AddressListKind.Allow ? "is allowed" : "is blocked", expires is { } end ? $"until {end:u}" : "until it is removed");
        return new ActionOutcome($"{addresses}", Done: true, $"entry {entry.Id}: {entry.Addresses} {what} {until}");
    }

    /// <summary>Takes the entries for just these addresses off both lists.</summary>
    /// <returns>One outcome for each entry; one that is not done when there was none.</returns>
    /// <exception cref="State.StateException">It cannot be written.</exception>
    public async Task<ImmutableArray<ActionOutcome>> RemoveAsync(AddressRange addresses)
    {
        var removed = await lists.RemoveAsync(addresses);
        if (removed.IsEmpty)
        {
            var wider = lists.Entries.FirstOrDefault(entry => entry.Addresses.Contains(addresses.First) && entry.Addresses.Contains(addresses.Last));
            var hint = wider is null ? "" : $"; entry {wider.Id} is for {wider.Addresses}, which holds it";
            return [new ActionOutcome($"{addresses}", Done: false, $"no entry is for {addresses}{hint}.")];
        }

        return [.. removed.Select(entry => new ActionOutcome($"{addresses}", Done: true, $"entry {entry.Id}: {entry.Addresses} is no longer on the list {JsonNamingPolicy.CamelCase.ConvertName(entry.List.ToString())}"))];
    }
}
