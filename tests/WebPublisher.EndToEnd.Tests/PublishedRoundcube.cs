using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Roundcube on the inner side, the publisher at the edge, a browser on the outside: one set for a test class.</summary>
public sealed class PublishedRoundcube : IAsyncLifetime
{
    private readonly Edge _edge = new("roundcube");
    private PublicBrowser? _browser;

    /// <summary>The inner network.</summary>
    internal RealWebmail Webmail { get; } = new();

    /// <summary>The publisher.</summary>
    internal PublisherProcess Publisher => _edge.Process;

    /// <summary>The webmail as users know it.</summary>
    internal Uri Home => new(_edge.Origin, "mail/");

    /// <summary>The same site in clear.</summary>
    internal Uri ClearHome => new($"http://{Edge.PublishedName}:{_edge.HttpPort}/mail/");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Webmail, Need.Browser) is not null)
        {
            return;
        }

        await Webmail.InitializeAsync();
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: {{Webmail.InnerAuthority}} }
            destinationSets:
              webmail: [{ host: {{Edge.PublishedName}}, paths: [/mail/*] }]
            frontEnds:
              roundcube:
                servers: ["{{RealWebmail.FrontEndAddress}}:{{Webmail.FrontEndPort}}"]
                certificate: { trustedRoots: [inner], name: {{RealWebmail.FrontEndName}} }
            publishingRules:
              - { name: Webmail, destinations: webmail, methods: [GET, HEAD, POST], action: publish, to: roundcube }
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

    /// <summary>Opens the browser for one user.</summary>
    internal Task<UserSession> OpenAsync(string screenshotPrefix) => _browser!.OpenAsync(screenshotPrefix);

    /// <summary>A client without a browser.</summary>
    internal HttpClient CreateClient() => _edge.CreateClient();
}
