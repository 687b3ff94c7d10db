using System.Text;
using BenchmarkDotNet.Attributes;
using WebPublisher.Waf;
using WebPublisher.WafSideBySide;

namespace WebPublisher.Benchmarks.Waf;

/// <summary>What the firewall's engine costs a request, all five phases, by the rule set as Debian installs it (modsecurity-crs).</summary>
[MemoryDiagnoser]
public class WafTransactionBenchmarks
{
    private readonly RawRequest _get = Read("get");
    private readonly RawRequest _login = Read("login");
    private readonly RawRequest _compose = Read("compose");
    private RuleSet _rules = null!;

    [Params(1, 2)]
    public int Paranoia { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var file = Path.GetTempFileName();
        var engine = Path.Combine(AppContext.BaseDirectory, "engine.conf");
        File.WriteAllText(file, RuleFiles.Text(engine, RuleFiles.SetupFile, RuleFiles.RulesDirectory, Paranoia));
        _rules = RuleFiles.Compile(file);
        File.Delete(file);
    }

    [Benchmark]
    public int Get() => Judge(_get);

    [Benchmark]
    public int Login() => Judge(_login);

    [Benchmark]
    public int Compose() => Judge(_compose);

    private static RawRequest Read(string scenario) => new(Encoding.Latin1.GetBytes(Scenario.Named(scenario).Request));

    private int Judge(RawRequest request)
    {
        using var transaction = _rules.Begin();
        request.Judge(transaction);
        return transaction.InboundAnomalyScore;
    }
}
