using Microsoft.AspNetCore.Connections.Features;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners;

public sealed class DrainNoticeTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Fact]
    public async Task A_request_on_a_connection_that_was_asked_to_end_is_its_last()
    {
        await using var rig = await ListenerRig.StartAsync(
            http =>
            {
                http.Features.Set<IConnectionLifetimeNotificationFeature>(new AskedToEnd());
                return DrainNotice.InvokeAsync(http, ListenerRig.SayListener);
            },
            TestPolicy.Listener("http", ListenerProtocol.Http, "127.0.0.1:0"));

        // Read to the end of the connection, which the client did not ask to close.
        var answer = await ListenerHostTests.RawAsync(rig.EndPoint("http"), Request);

        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
    }

    private sealed class AskedToEnd : IConnectionLifetimeNotificationFeature
    {
        public CancellationToken ConnectionClosedRequested { get; set; } = new(canceled: true);

        public void RequestClose()
        {
        }
    }
}
