using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Tests.Compilation;

public sealed class RuleShadowingTests : IDisposable
{
    private static readonly string[] Hosts = ["mail.example.com", "autodiscover.example.com", "a.mail.example.com"];
    private static readonly string[] Patterns = ["mail.example.com", "autodiscover.example.com", "*.example.com", "*.mail.example.com"];
    private static readonly string[] Paths = ["/", "/owa", "/owa/", "/owa/auth", "/owa/auth/x", "/OWAX"];
    private static readonly string[] PathPatterns = ["/*", "/owa", "/owa/*", "/OWA/auth/*", "/owa/auth/x"];
    private static readonly string[] Methods = ["GET", "POST"];
    private static readonly string[] Clients = ["192.0.2.1", "192.0.2.200", "198.51.100.1"];
    private static readonly string[] Networks = ["192.0.2.0/24", "192.0.2.128/25", "192.0.2.1", "0.0.0.0/0"];

    private readonly PolicyWorkshop _workshop = new();

    /// <summary>The warning says "never": no request may prove it wrong.</summary>
    [Fact]
    public void A_rule_that_is_called_unreachable_matches_no_request_first() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Rules().ToArbitrary(), rules =>
        {
            var result = _workshop.Load(Policy(rules));
            Assert.True(result.Policy is not null, _workshop.Text(result.Diagnostics));
            return result.Diagnostics
                .Where(d => d.Message.Contains("can never match", StringComparison.Ordinal))
                .All(d => !DecidesAnything(result.Policy, d.Message.Split('\'')[1]));
        }));

    public void Dispose() => _workshop.Dispose();

    private static bool DecidesAnything(PublisherPolicy policy, string name) => (
        from host in Hosts
        from path in Paths
        from method in Methods
        from client in Clients
        select policy.Web.Rules.First(r => Matches(r, host, path, method, System.Net.IPAddress.Parse(client)))).Any(r => r.Name == name);

    private static bool Matches(PublishingRule rule, string host, string path, string method, System.Net.IPAddress client) =>
        (rule.Destinations?.Destinations.Any(d => d.Host.Matches(host) && (d.Paths.IsEmpty || d.Paths.Any(p => p.Matches(path)))) ?? true)
        && (rule.Methods?.Contains(method) ?? true)
        && (rule.Clients?.Contains(client) ?? true);

    private static Gen<(string Destinations, string Clients, string Methods)[]> Rules()
    {
        var destination = from host in Gen.Elements(Patterns)
                          from paths in Gen.Elements(PathPatterns).ListOf(2)
                          from all in Gen.Elements(true, false)
                          select all ? $"{{ host: \"{host}\" }}" : $"{{ host: \"{host}\", paths: [{string.Join(", ", paths)}] }}";
        var rule = from destinations in Gen.OneOf(Gen.Constant(""), destination, from a in destination from b in destination select $"{a}, {b}")
                   from clients in Gen.OneOf(Gen.Constant(""), Gen.Elements(Networks))
                   from methods in Gen.Elements("", "GET", "GET, POST")
                   select (destinations, clients, methods);
        return rule.ArrayOf(3);
    }

    private static string Policy((string Destinations, string Clients, string Methods)[] rules)
    {
        var numbered = rules.Index().ToList();
        var sets = string.Concat(numbered.Select(r => r.Item.Destinations.Length == 0 ? "" : $"  d{r.Index}: [{r.Item.Destinations}]\n"));
        var clients = string.Concat(numbered.Select(r => r.Item.Clients.Length == 0 ? "" : $"  c{r.Index}: [{r.Item.Clients}]\n"));
        return "version: 1\nserver: { name: EDGE01 }\n"
            + (sets.Length == 0 ? "" : $"destinationSets:\n{sets}")
            + (clients.Length == 0 ? "" : $"clientAddressSets:\n{clients}")
            + "publishingRules:\n"
            + string.Concat(numbered.Select(r => $"  - name: r{r.Index}\n    action: deny\n"
                + (r.Item.Destinations.Length == 0 ? "" : $"    destinations: d{r.Index}\n")
                + (r.Item.Clients.Length == 0 ? "" : $"    clients: c{r.Index}\n")
                + (r.Item.Methods.Length == 0 ? "" : $"    methods: [{r.Item.Methods}]\n")));
    }
}
