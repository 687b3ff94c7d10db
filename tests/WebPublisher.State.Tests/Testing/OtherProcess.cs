using System.Diagnostics;
using System.Net;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Addresses;

namespace WebPublisher.State.Tests.Testing;

/// <summary>Another process that works on the same state: this test program, run with arguments.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(string directory, string work) => _process = Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { typeof(OtherProcess).Assembly.Location, directory, work },
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
    })!;

    /// <summary>Starts one that blocks 10.0.0.0, 10.0.0.1 and so on until it is killed, and tells each once it is kept.</summary>
    public static OtherProcess BlockingForEver(string directory) => new(directory, "block");

    /// <summary>Starts one that adds an address for each line it reads.</summary>
    public static OtherProcess BlockingLines(string directory) => new(directory, "lines");

    public TextReader Output => _process.StandardOutput;

    public TextWriter Input => _process.StandardInput;

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var store = StateStore.Open(new StateOptions { Directory = arguments[0] });
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
