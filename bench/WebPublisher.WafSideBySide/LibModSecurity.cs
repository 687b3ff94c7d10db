using System.Diagnostics;
using System.Globalization;

namespace WebPublisher.WafSideBySide;

/// <summary>libmodsecurity3 behind peer.c.</summary>
internal sealed class LibModSecurity : Peer
{
    private readonly Process _process;

    public LibModSecurity(string path)
        : base("libmodsecurity3")
    {
        _process = Process.Start(new ProcessStartInfo(path) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    public override int LoadRules(string path) => int.Parse(Ask($"rules {path}"));

    public override int LoadRequest(string path) => int.Parse(Ask($"request {path}"));

    public override IReadOnlyList<long> Ids(int rules, int request) =>
        [.. Ask($"ids {rules} {request}").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

    public override Cost Run(int rules, int request, long count) =>
        new(TimeSpan.FromMicroseconds(long.Parse(Ask($"run {rules} {request} {count}")) / 1000), 0);

    public override void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended at: {command}");
    }
}
