using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Control;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Halves;

/// <summary>
/// <c>/api/halves/NAME/...</c>: asks the process of a name for <c>/api/...</c> by its socket, and passes on what it says as it comes. It is told who asks; whether they may was
/// decided here.
/// </summary>
/// <param name="server">The server that runs.</param>
/// <param name="method">The method that is relayed.</param>
internal sealed class HalfRelayEndpoint(RunningServer server, string method) : OperationsEndpoint
{
    private const string Root = "/api/halves/";
    private const int CopiedAtOnce = 16 * 1024;

    /// <inheritdoc/>
    public override string Path => $"{Root}**";

    /// <inheritdoc/>
    public override string Method => method;

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value![Root.Length..];
        var (name, rest) = path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? (path[..slash], path[(slash + 1)..]) : (path, "");
        if (!ControlSocket.Names.Contains(name, StringComparer.Ordinal) || !IsRelayed(rest))
        {
            await SendProblemAsync(http, StatusCodes.Status404NotFound, $"Expected {Root}NAME/..., with one of the names {string.Join(", ", ControlSocket.Names)}.");
            return;
        }

        try
        {
            using var client = await ControlClient.FindAsync(server.Policy.Current.Server.StateDirectory, name, server.Time, http.RequestAborted);
            if (client is null)
            {
                await SendProblemAsync(http, StatusCodes.Status502BadGateway, $"The process '{name}' does not run on this state directory.");
                return;
            }

            using var request = await RequestAsync(http, rest);
            using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            await PassOnAsync(response, http);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            http.Response.Headers.Connection = "close";
            await SendProblemAsync(http, error.StatusCode, $"A body has at most {OperationsKestrel.MaximumBody} bytes.");
        }
        catch (Exception error) when (error is ControlException or HttpRequestException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            await GoneAsync(http, name, error.Message);
        }
    }

    /// <summary>Nothing leads through one relay to another, or out of the API.</summary>
    private static bool IsRelayed(string rest)
    {
        var segments = rest.Split('/');
        return segments[0] is not ("" or "halves") && !segments.Any(segment => segment is "." or "..");
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpContext http, string rest)
    {
        var target = new PathString($"/api/{rest}").ToUriComponent() + http.Request.QueryString.ToUriComponent();
        var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Headers.Add(ControlGate.CallerField, Uri.EscapeDataString(OperationsCaller.Of(http).Name));
        if (HttpMethods.IsPost(method))
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return request;
    }

    // Events come one by one and are wanted at once.
    private static async Task PassOnAsync(HttpResponseMessage response, HttpContext http)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        http.Response.ContentLength = response.Content.Headers.ContentLength;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        await http.Response.StartAsync(http.RequestAborted);
        await using var content = await response.Content.ReadAsStreamAsync(http.RequestAborted);
        int count;
        while ((count = await content.ReadAsync(http.Response.BodyWriter.GetMemory(CopiedAtOnce), http.RequestAborted)) > 0)
        {
            http.Response.BodyWriter.Advance(count);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
    }

    private static Task GoneAsync(HttpContext http, string name, string problem)
    {
        if (!http.Response.HasStarted)
        {
            return SendProblemAsync(http, StatusCodes.Status502BadGateway, $"The process '{name}' cannot be asked: {problem}");
        }

        // An answer that is cut has to look like one.
        http.Abort();
        return Task.CompletedTask;
    }
}
