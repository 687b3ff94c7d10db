using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>A webmail on the inner side, the publisher at the edge, a browser on the outside: one set for a test class.</summary>
/// <param name="kind">Which webmail: the name of its script.</param>
/// <param name="need">What it takes.</param>
/// <param name="path">The path its users know, without its first slash.</param>
/// <param name="rule">What is published of it, in words of the policy: its paths, and more keys of its rule.</param>
public abstract class PublishedWebmail(string kind, Need need, string path, (string Paths, string Rule) rule) : IAsyncLifetime
{
    private readonly Edge _edge = new(kind);
    private PublicBrowser? _browser;

    /// <summary>The inner network.</summary>
    internal RealWebmail Webmail { get; } = new(kind, need);

    /// <summary>The publisher.</summary>
    internal PublisherProcess Publisher => _edge.Process;

    /// <summary>The webmail as users know it.</summary>
    internal Uri Home => new(_edge.Origin, path);

    /// <summary>The same site in clear.</summary>
    internal Uri ClearHome => new($"http://{Edge.PublishedName}:{_edge.HttpPort}/{path}");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(need, Need.Browser) is not null)
        {
            return;
        }

        await Webmail.InitializeAsync();
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: {{Webmail.InnerAuthority}} }
            destinationSets:
              webmail: [{ host: {{Edge.PublishedName}}, paths: [{{rule.Paths}}] }]
            frontEnds:
              webmail:
                servers: ["{{RealWebmail.FrontEndAddress}}:{{Webmail.FrontEndPort}}"]
                certificate: { trustedRoots: [inner], name: {{RealWebmail.FrontEndName}} }
            publishingRules:
              - { name: Webmail, destinations: webmail, action: publish, to: webmail, {{rule.Rule}} }
            """));
        _browser = await PublicBrowser.LaunchAsync(_edge.PublicAuthorityPath, Edge.PublishedName, ClientSideAddress.Literal);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await _edge.DisposeAsync();
        await Webmail.DisposeAsync();
    }

    /// <summary>What the firewall has written so far: a line for each rule that matched a request.</summary>
    internal IReadOnlyList<string> RulesMatched() => [.. Publisher.Log.Lines.Where(IsRuleMatched)];

    /// <summary>Waits until the firewall has written of a rule that matched a part of a request.</summary>
    internal Task WaitForRuleAsync(string variable) =>
        Publisher.Log.WaitForAsync($"a rule that matched {variable}", line => IsRuleMatched(line) && line.Contains($" matched {variable} ", StringComparison.Ordinal), TimeSpan.FromSeconds(60));

    /// <summary>Opens the browser for one user.</summary>
    internal Task<UserSession> OpenAsync(string screenshotPrefix) => _browser!.OpenAsync(screenshotPrefix);

    /// <summary>A client without a browser.</summary>
    internal HttpClient CreateClient() => _edge.CreateClient();

    private static bool IsRuleMatched(string line) => line.Contains("Firewall rule ", StringComparison.Ordinal);
}
