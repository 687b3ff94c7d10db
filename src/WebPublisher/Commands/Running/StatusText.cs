using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.State;
using WebPublisher.Operations;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Running;

/// <summary>How a running server is, for people.</summary>
internal static class StatusText
{
    private const int MostReloads = 5;

    /// <summary>Writes everything of each process.</summary>
    public static void Write(TextWriter output, ImmutableArray<ServerStatus> all)
    {
        foreach (var status in all)
        {
            Write(output, status);
        }
    }

    /// <summary>One process in a line, for who looks each second.</summary>
    public static string Line(ServerStatus status) => TextTable.Plain(string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Now:u}  {status.Node}  {string.Join('+', status.Halves)}  {Condition(status)}  revision {status.Policy.Revision}  {status.Listeners.Sum(listener => listener.Connections)} connections"
            + $"  {status.Store.Held} held  {status.Process.WorkingSet / 1048576} MiB"));

    private static void Write(TextWriter output, ServerStatus status)
    {
        output.WriteLine(TextTable.Plain($"{status.Node}  webpublisher {status.Version}  {string.Join(" and ", status.Halves)}  {Condition(status)}"));
        output.WriteLine($"running for {Span(status.Now - status.Started)}, since {status.Started:u}; process {status.Process.Id}, {Size(status.Process.WorkingSet)}, {Span(TimeSpan.FromSeconds(status.Process.CpuSeconds))} of CPU");
        foreach (var missing in Missing(status.Readiness))
        {
            output.WriteLine(TextTable.Plain($"NOT READY: {missing}"));
        }

        output.WriteLine();
        output.WriteLine(TextTable.Plain($"Policy {status.Policy.Revision} of {status.Policy.File}"));
        Table(output, ["Loaded", "Outcome", "Revision", ""], status.Policy.History.Take(MostReloads).Select(load => new[] { $"{load.Time:u}", load.Outcome, load.Revision ?? "", load.Message }));
        Section(output, "Listens", ["Name", "Address", "Protocol", "Open"], status.Listeners.Select(one => new[] { one.Name, one.Address, one.Protocol, Number(one.Connections) }));
        Section(output, "Front ends", ["Farm", "Server", "State", ""], status.Farms.SelectMany(Servers));
        Section(output, "Inner mail servers", ["Send connector", "Server", "State", ""], status.SendConnectors.SelectMany(Servers));
        Section(output, "Certificates", ["Name", "Until", "Left", "Names"], status.Certificates.Select(one =>
            new[] { one.Name, one.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Left(one.NotAfter - status.Now), string.Join(", ", one.Names) }));
        Write(output, status.Store);
        Write(output, status.Ipsec);
    }

    private static void Write(TextWriter output, StoreStatus store)
    {
        output.WriteLine($"State in {TextTable.Plain(store.Kind)}{(store.Connected ? "" : ", WHICH DOES NOT ANSWER")}{(store.Pending > 0 ? $", {store.Pending} changes wait to be written" : "")}");
        output.WriteLine(
            $"  {Count.Of(store.Blocked, "address", "addresses")} blocked, {store.Allowed} allowed; {Count.Of(store.Reputations, "sender")} with a profile;"
            + $" {Count.Of(store.LogonLocks, "logon")} locked out; {Count.Of(store.Held, "message")} held ({Size(store.HeldBytes)})");
        foreach (var node in store.Nodes)
        {
            output.WriteLine(TextTable.Plain($"  node {node.Name}, last seen {node.LastSeen:u}"));
        }

        output.WriteLine();
    }

    private static void Write(TextWriter output, IpsecStatus ipsec)
    {
        if (ipsec.State == "off")
        {
            return;
        }

        output.WriteLine(TextTable.Plain($"IPsec {ipsec.State}{(ipsec.Problem is { } problem ? $": {problem}" : "")}"));
        Table(output, ["Connection", "State", ""], ipsec.Connections.Select(one => new[] { one.Name, one.Stands ? "stands" : "BROKEN", one.Detail }));
    }

    private static string Condition(ServerStatus status) => status.Phase == "running" ? status.Readiness.IsReady ? "ready" : "NOT READY" : status.Phase.ToUpperInvariant();

    private static IEnumerable<string> Missing(Readiness readiness)
    {
        (bool Is, string What)[] all =
        [
            (readiness.Draining, "it is being drained; 'webpublisher drain --undo' takes that back"),
            (!readiness.PolicyInForce, "no policy is in force"),
            (!readiness.ListenersBound, "a listener is not bound"),
            (!readiness.FarmsWithoutServer.IsEmpty, $"no server answers of front end {string.Join(", ", readiness.FarmsWithoutServer)}"),
            (!readiness.ReceiveConnectorsBound, "an address of a receive connector is not bound"),
            (!readiness.SendConnectorsWithoutServer.IsEmpty, $"no server answers of send connector {string.Join(", ", readiness.SendConnectorsWithoutServer)}"),
            (!readiness.VirusScannerAnswers, "the virus scanner does not answer, and mail waits for it"),
        ];
        return all.Where(one => one.Is).Select(one => one.What);
    }

    private static IEnumerable<string[]> Servers(ServerGroupStatus group) => group.Servers.Select(server => new[] { group.Name, server.Address, server.Available ? "available" : "OUT", server.Detail ?? "" });

    private static void Section(TextWriter output, string title, string[] titles, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            output.WriteLine(title);
            Table(output, titles, all);
        }
    }

    private static void Table(TextWriter output, string[] titles, IEnumerable<string[]> rows)
    {
        var table = new TextTable(titles);
        foreach (var row in rows)
        {
            table.Add(row);
        }

        table.Write(output);
        output.WriteLine();
    }

    private static string Left(TimeSpan left) => left < TimeSpan.Zero ? "EXPIRED" : Count.Of((int)left.TotalDays, "day");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time as people say it: its two largest units.</summary>
    internal static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{(int)span.TotalDays} d {span.Hours} h",
        { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
        { TotalMinutes: >= 1 } => $"{span.Minutes} min {span.Seconds} s",
        _ => $"{span.Seconds} s",
    };

    /// <summary>Octets as people say them.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0.0} KiB"),
        _ => $"{bytes} B",
    };
}
