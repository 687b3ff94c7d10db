using System.CommandLine;
using System.Globalization;
using WebPublisher.State.Addresses;

namespace WebPublisher.Commands.State;

/// <summary><c>ip list</c>.</summary>
internal sealed class IpListCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock entries expire by.</param>
    public IpListCommand(TimeProvider time)
        : base("list", "Shows the stored entries, those that the server has made by itself among them.")
    {
        var expired = new Option<bool>("--expired") { Description = $"Also those that have expired in the last {AddressLists.KeptExpired.Days} days." };
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        foreach (var option in new Option[] { expired, json, policy })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, _) =>
        {
            var (output, now) = (parsed.InvocationConfiguration.Output, time.GetUtcNow());
            await using var state = StoredState.Copy(PolicyFile.Load(parsed.GetValue(policy), time), time);
            var entries = state.Addresses.Entries.Where(entry => parsed.GetValue(expired) || !entry.IsExpired(now)).ToList();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, entries.Select(entry => Row(entry, now)));
            }
            else
            {
                Print(output, entries, now);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ip list", "ip list --expired --json"];

    private static object Row(StoredAddress entry, DateTimeOffset now) => new
    {
        entry.Id, entry.List, Addresses = entry.Addresses.ToString(), entry.Expires, Expired = entry.IsExpired(now), entry.Origin, entry.Added, entry.Comment,
    };

    private static void Print(TextWriter output, List<StoredAddress> entries, DateTimeOffset now)
    {
        var table = new TextTable("Entry", "List", "Addresses", "Ends", "Made by", "Added", "Comment");
        foreach (var entry in entries)
        {
            var ends = entry.Expires is not { } expires ? "never" : entry.IsExpired(now) ? $"{expires:u} (expired)" : $"{expires:u}";
            table.Add(entry.Id.ToString(CultureInfo.InvariantCulture), JsonOutput.Word(entry.List), entry.Addresses.ToString(), ends, JsonOutput.Word(entry.Origin), $"{entry.Added:u}", entry.Comment ?? "");
        }

        table.Write(output);
        output.WriteLine(Count.Of(entries.Count, "entry", "entries"));
    }
}
