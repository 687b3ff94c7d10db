using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Reload;

/// <summary>
/// Two good policies, A and B, in which five separate parts bear the letter of the policy (farm, path mapping, header towards the front end, header towards
/// the client, and a rule before it that answers one path), and policies that are broken in different ways.
/// </summary>
internal sealed class ReloadPolicies : IAsyncDisposable
{
    private const string InnerName = "owa-fe.internal.test";
    private readonly TestAuthority _authority = new("Inner test CA");
    private readonly TcpListener _occupied = new(IPAddress.Loopback, 0);
    private InnerFrontEnd? _frontEndA;
    private InnerFrontEnd? _frontEndB;

    /// <summary>The inner CA, as PEM.</summary>
    public string Authority => _authority.Certificate.ExportCertificatePem();

    /// <summary>Starts the farms of both policies.</summary>
    public async Task StartAsync()
    {
        _occupied.Start();
        _frontEndA = await InnerFrontEnd.StartAsync(_authority, InnerName, context => AnswerAsync(context, "A"));
        _frontEndB = await InnerFrontEnd.StartAsync(_authority, InnerName, context => AnswerAsync(context, "B"));
    }

    /// <summary>Policy <c>A</c> or <c>B</c>.</summary>
    public string Good(Edge edge, string letter) => edge.Policy(Rest(letter));

    /// <summary>A policy that must not come into force. They take turns in how they are broken; the last one is valid but needs a port that is taken.</summary>
    public string Bad(Edge edge, int turn) => (turn % 4) switch
    {
        0 => Good(edge, "A").Replace("publishingRules:", "publishingRulse:", StringComparison.Ordinal),
        1 => Good(edge, "B").Replace("to: farmB", "to: nowhere", StringComparison.Ordinal),
        2 => Good(edge, "A") + "\n  - {",
        _ => edge.Policy(Rest("B"), $"  - {{ name: taken, address: \"127.0.0.1:{((IPEndPoint)_occupied.LocalEndpoint).Port}\", protocol: http }}"),
    };

    /// <summary>Fails unless every part of the answer comes from one policy.</summary>
    public static void AssertConsistent(HttpResponseMessage answer, string body)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var letter = Assert.Single(answer.Headers.GetValues("X-Answered-By"));
        Assert.Equal($"farm {letter}, path /inner{letter}/page, asked by {letter}", body[..body.IndexOf('\n', StringComparison.Ordinal)]);
        Assert.Equal(4096, body.Length);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var frontEnd in new[] { _frontEndA, _frontEndB })
        {
            if (frontEnd is not null)
            {
                await frontEnd.DisposeAsync();
            }
        }

        _occupied.Dispose();
        _authority.Dispose();
    }

    private string Rest(string letter)
    {
        var port = letter == "A" ? _frontEndA!.Port : _frontEndB!.Port;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            trustedRoots: { inner: inner-ca.pem }
            destinationSets:
              moved: [{ host: mail.example.test, paths: [/moved] }]
            frontEnds:
              farm{{letter}}:
                servers: ["127.0.0.1:{{port}}"]
                certificate: { trustedRoots: [inner], name: {{InnerName}} }
            publishingRules:
              - name: Moved
                destinations: moved
                action: redirect
                redirect: { to: "https://mail.example.test/{{letter}}/", status: 302 }
              - name: Everything
                action: publish
                to: farm{{letter}}
                pathMapping: { published: /mail/, inner: /inner{{letter}}/ }
                requestHeaders: { set: { X-Asked-By: {{letter}} } }
                responseHeaders: { set: { X-Answered-By: {{letter}} } }
            """);
    }

    private static Task AnswerAsync(HttpContext context, string farm)
    {
        var body = $"farm {farm}, path {context.Request.Path}, asked by {context.Request.Headers["X-Asked-By"]}\n".PadRight(4096, '.');
        context.Response.ContentLength = body.Length;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
