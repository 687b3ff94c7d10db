using System.Diagnostics;
using System.Globalization;
using System.Net;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.State;
using WebPublisher.State.Addresses;

namespace WebPublisher.State.Tests.Testing;

/// <summary>Another process that works on the same state: this test program, run with arguments.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(string directory, params string[] work) => _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(OtherProcess).Assembly.Location, directory, .. work])
    {
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
    })!;

    /// <summary>Starts one that blocks 10.0.0.0, 10.0.0.1 and so on until it is killed, and tells each once it is kept.</summary>
    public static OtherProcess BlockingForEver(string directory) => new(directory, "block");

    /// <summary>Starts one that adds an address for each line it reads.</summary>
    public static OtherProcess BlockingLines(string directory) => new(directory, "lines");

    /// <summary>Starts one that does so as a server that shares its state.</summary>
    public static OtherProcess SharingLines(string directory, PostgresPolicy database) =>
        new(directory, "lines", database.Host, database.Port.ToString(CultureInfo.InvariantCulture), database.Database);

    public TextReader Output => _process.StandardOutput;

    public TextWriter Input => _process.StandardInput;

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var shared = arguments is [_, _, var host, var port, var database]
            ? new PostgresPolicy { Host = host, Port = int.Parse(port, CultureInfo.InvariantCulture), Database = database, User = "postgres" }
            : null;
        await using var store = StateStore.Open(new StateOptions { Directory = arguments[0], Shared = shared, IsServer = shared is not null, NodeName = "ONE" });
        await SharingNode.UntilAsync(() => store.Replication.IsConnected);
        await Console.Out.WriteLineAsync("ready");
        for (var number = 0; arguments[1] == "block"; number++)
        {
            await BlockAsync(store, Numbered(number));
        }

        while (await Console.In.ReadLineAsync() is { } line)
        {
            await BlockAsync(store, IPAddress.Parse(line));
        }

        return 0;
    }

    public static IPAddress Numbered(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task BlockAsync(StateStore store, IPAddress address)
    {
        await store.Addresses.AddAsync(AddressListKind.Block, new AddressRange(address, address), null, null, EntryOrigin.Operator);
        await Console.Out.WriteLineAsync(address.ToString());
    }
}
