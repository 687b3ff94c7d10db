using System.CommandLine;
using System.Globalization;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.State.Addresses;
using WebPublisher.Wording;

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

        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var entries = (await ReadAsync(PolicyFile.Load(parsed.GetValue(policy), time), time, cancellation)).Where(entry => parsed.GetValue(expired) || !entry.Expired).ToList();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, entries.Select(Row));
            }
            else
            {
                Print(output, entries);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ip list", "ip list --expired --json"];

    private static async Task<IEnumerable<AddressEntry>> ReadAsync(PublisherPolicy policy, TimeProvider time, CancellationToken cancellation)
    {
        using var server = await AnyServer.FindAsync(policy.Server.StateDirectory, ControlSocket.Names, time, cancellation);
        if (server is not null)
        {
            // The latest first; here the oldest comes first.
            return (await server.GetAsync("/api/addresses", AdministrationJson.Default.ImmutableArrayAddressEntry, cancellation)).Reverse();
        }

        await using var state = StoredState.Copy(policy, time);
        var now = time.GetUtcNow();
        return [.. state.Addresses.Entries.Select(entry => AddressEntry.Of(entry, now))];
    }

    private static object Row(AddressEntry entry) => new { entry.Id, entry.List, entry.Addresses, entry.Expires, entry.Expired, entry.Origin, entry.Added, entry.Comment };

    private static void Print(TextWriter output, List<AddressEntry> entries)
    {
        var table = new TextTable("Entry", "List", "Addresses", "Ends", "Made by", "Added", "Comment");
        foreach (var entry in entries)
        {
            var ends = entry.Expires is not { } expires ? "never" : entry.Expired ? $"{expires:u} (expired)" : $"{expires:u}";
            table.Add(entry.Id.ToString(CultureInfo.InvariantCulture), entry.List, entry.Addresses, ends, entry.Origin, $"{entry.Added:u}", entry.Comment ?? "");
        }

        table.Write(output);
        output.WriteLine(Count.Of(entries.Count, "entry", "entries"));
    }
}
