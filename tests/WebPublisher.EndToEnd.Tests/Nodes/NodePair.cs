using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>Two publishers that share their state, a site and a mail server behind them, and a balancer in front.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    private const string InnerName = "fe.internal.test";

    private readonly TestAuthority _public = new("Public test CA");
    private readonly TestAuthority _inner = new("Inner test CA");
    private readonly List<InnerFrontEnd> _frontEnds = [];

    private NodePair()
    {
    }

    /// <summary>What both share.</summary>
    public SharedDatabase Database { get; } = new();

    /// <summary>The inner mail server.</summary>
    public MailSink Sink { get; } = new();

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Node> Nodes { get; private set; } = [];

    /// <summary>The balancer.</summary>
    public Balancer Balancer { get; private set; } = null!;

    /// <summary>Starts everything.</summary>
    /// <param name="notice">How long a node that is drained serves as before.</param>
    public static async Task<NodePair> StartAsync(string notice)
    {
        var pair = new NodePair();
        try
        {
            await pair.Database.StartAsync();
            pair._frontEnds.Add(await InnerFrontEnd.StartAsync(pair._inner, InnerName, http => AnswerAsync(http, "one")));
            pair._frontEnds.Add(await InnerFrontEnd.StartAsync(pair._inner, InnerName, http => AnswerAsync(http, "two")));
            var files = new Dictionary<string, string> { ["inner-ca.pem"] = pair._inner.Certificate.ExportCertificatePem(), ["database.secret"] = SharedDatabase.Password };
            pair.Nodes = [.. new[] { "NODE1", "NODE2" }.Select(name => new Node(name, pair._public, files, (node, word) => pair.Policy(node, notice, word)))];
            foreach (var node in pair.Nodes)
            {
                node.Write("A");
                await node.StartAsync();
            }

            pair.Balancer = new Balancer(pair.Nodes);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Balancer is { } balancer)
        {
            await balancer.DisposeAsync();
        }

        foreach (var part in Nodes.Cast<IAsyncDisposable>().Concat(_frontEnds).Append(Sink).Append(Database))
        {
            await part.DisposeAsync();
        }

        _public.Dispose();
        _inner.Dispose();
    }

    /// <summary>A policy; <c>broken</c> is one that cannot come into force, and other words stand in a header field.</summary>
    private string Policy(Node node, string notice, string word) => string.Create(CultureInfo.InvariantCulture, $$"""
        version: 1
        server: { name: {{node.Name}}, fqdn: {{Node.PublishedName}}, stateDirectory: state, drain: { notice: {{notice}}, timeout: 20s } }
        operations: { listen: 127.0.0.1:{{node.OperationsPort}} }
        {{Database.Section}}
        certificates:
          mail: { chain: {{Node.PublishedName}}.pem, key: {{Node.PublishedName}}.key }
        trustedRoots: { inner: inner-ca.pem }
        listeners:
          - { name: https, address: "{{node.Https}}", protocol: https, certificates: [mail] }
        destinationSets:
          closed: [{ host: {{Node.PublishedName}}, paths: [/closed/*] }]
        frontEnds:
          farm:
            servers: [{{string.Join(", ", _frontEnds.Select(frontEnd => $"\"127.0.0.1:{frontEnd.Port}\""))}}]
            affinity: cookie
            certificate: { trustedRoots: [inner], name: {{InnerName}} }
        publishingRules:
          - { name: Closed, destinations: closed, action: deny }
          - name: Site
            action: publish
            to: {{(word == "broken" ? "nowhere" : "farm")}}
            waf: { mode: block, allow: { methods: [PUT], contentTypes: [application/octet-stream] } }
            responseHeaders: { set: { X-Answered-By: {{word}} } }
        acceptedDomains: [{ name: example.test }]
        receiveConnectors:
          - { name: internet, listen: ["{{node.Smtp}}"], certificate: mail, tarpit: 0s, limits: { perSource: 200, messagesPerMinute: 100000 } }
        sendConnectors:
          - { name: hub, domains: [example.test], servers: ["{{Sink.Authority}}"], tls: off }
        agents:
          - connectionFilter: {}
        screener:
          - { name: Spam, keyword: { words: [cheap-pills-now] }, action: reject }
          - { name: Leak, keyword: { words: [project-falcon] }, action: hold }

        """);

    private static async Task AnswerAsync(HttpContext http, string name)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            http.Response.Headers.Upgrade = "websocket";
            await using var stream = await upgrade.UpgradeAsync();
            await stream.CopyToAsync(stream, http.RequestAborted);
            return;
        }

        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        var body = new byte[http.Request.Path == "/mail/large" ? 100_000 : 1_000];
        http.Response.Headers["X-Front-End"] = name;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
