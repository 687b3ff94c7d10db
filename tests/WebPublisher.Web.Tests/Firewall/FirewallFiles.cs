using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Web.Tests.Firewall;

/// <summary>A folder with small rule files of a test's own, and policies that ask for them.</summary>
internal sealed class FirewallFiles : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private int _written;

    public void Dispose() => _directory.Dispose();

    public string Write(string name, string rules) => _directory.Write(name, rules + "\n");

    /// <summary>A firewall that blocks by these rules.</summary>
    public WafPolicy Policy(params string[] rules)
    {
        var file = Write($"rules/REQUEST-920-{++_written}.conf", string.Join('\n', rules));
        return new WafPolicy
        {
            Mode = FirewallMode.Block,
            Location = new SourceLocation("policy.yaml", 7, 9),
            Files = new WafRuleFiles { Rules = [file], Digest = file },
        };
    }

    /// <summary>A section that is judged by a firewall and nothing else.</summary>
    public static PublishSection Section(WafPolicy firewall) => new() { Name = "", Firewall = firewall };
}
