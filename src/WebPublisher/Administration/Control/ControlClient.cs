using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WebPublisher.Administration.Control;

/// <summary>Asks a running server by its control socket. Errors are <see cref="ControlException"/>, whose message is a sentence for the operator.</summary>
internal sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time;

    private ControlClient(string name, string path, TimeProvider time)
    {
        (Name, Path, _time) = (name, path, time);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(path, cancellation), ownsSocket: true),
            ActivityHeadersPropagator = null,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        Http = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/"), Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Add("X-WebPublisher", "1");
    }

    /// <summary>Which process answers: <c>all</c>, <c>web</c> or <c>smtp</c>.</summary>
    public string Name { get; }

    /// <summary>The socket's path.</summary>
    public string Path { get; }

    /// <summary>For what the methods do not cover. It has no time limit of its own.</summary>
    public HttpClient Http { get; }

    /// <summary>The processes that run on a state directory: none, one with both halves, or one for each half. The caller disposes of them.</summary>
    /// <param name="stateDirectory">The state directory of the policy.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">One is there, and this user may not ask it.</exception>
    public static async Task<ImmutableArray<ControlClient>> FindAsync(string stateDirectory, TimeProvider time, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<ControlClient>();
        foreach (var name in ControlSocket.Names)
        {
            if (await FindAsync(stateDirectory, name, time, cancellation) is { } client)
            {
                found.Add(client);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>One process by its name; null when it does not run.</summary>
    /// <param name="stateDirectory">The state directory of the policy.</param>
    /// <param name="name">One of <see cref="ControlSocket.Names"/>.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">It is there, and this user may not ask it.</exception>
    public static async Task<ControlClient?> FindAsync(string stateDirectory, string name, TimeProvider time, CancellationToken cancellation)
    {
        var path = ControlSocket.PathOf(stateDirectory, name);
        try
        {
            using var probe = await ConnectAsync(path, cancellation);
            return new ControlClient(name, path, time);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.ConnectionRefused)
        {
            // No such file, or one that a killed process has left.
            return null;
        }
        catch (SocketException error)
        {
            var advice = error.SocketErrorCode == SocketError.AccessDenied ? "Only root and the server's own user may: try sudo." : error.Message;
            throw new ControlException($"The control socket {path} cannot be used. {advice}", error);
        }
    }

    /// <summary>Asks for something.</summary>
    /// <param name="path">Such as <c>/api/status</c>.</param>
    /// <param name="type">What is expected, of <see cref="Model.AdministrationJson"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">There is no answer, or it is an error.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AskAsync(request, type, s_patience, cancellation);
    }

    /// <summary>Asks to do something, however long that takes: to drain may take an hour.</summary>
    /// <param name="path">Such as <c>/api/addresses/add</c>.</param>
    /// <param name="body">What about.</param>
    /// <param name="bodyType">Its type, of <see cref="Model.AdministrationJson"/>.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">There is no answer, or it is an error.</exception>
    public async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await AskAsync(request, type, Timeout.InfiniteTimeSpan, cancellation);
    }

    /// <summary>Sends a text to do something with, however long that takes.</summary>
    /// <param name="path">Such as <c>/api/safelist/import</c>.</param>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">There is no answer, or it is an error.</exception>
    public async Task<T> SendAsync<T>(string path, Stream text, string mediaType, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StreamContent(text) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return await AskAsync(request, type, Timeout.InfiniteTimeSpan, cancellation);
    }

    /// <summary>Opens what does not end by itself, such as <c>/api/events</c>; reading has no time limit.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ControlException">There is no answer, or it is an error.</exception>
    public async Task<Stream> OpenAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var response = await Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await RequireSuccessAsync(response, cancellation);
            return await response.Content.ReadAsStreamAsync(cancellation);
        }
        catch (HttpRequestException error)
        {
            throw Gone(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    private async Task<T> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await RequireSuccessAsync(response, either.Token);
            await using var content = await response.Content.ReadAsStreamAsync(either.Token);
            return await JsonSerializer.DeserializeAsync(content, type, either.Token) ?? throw new JsonException("null");
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new ControlException($"The server at {Path} has not answered within {patience.TotalSeconds} s.", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Gone(error);
        }
        catch (JsonException error)
        {
            throw new ControlException($"The server at {Path} gave an answer that this version does not understand: {error.Message}", error);
        }
    }

    private static async Task RequireSuccessAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw new ControlException(await ProblemAsync(response, cancellation)) { Status = response.StatusCode };
            }
        }
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return response.StatusCode == HttpStatusCode.NotFound
                ? $"The running server does not know {response.RequestMessage!.RequestUri!.AbsolutePath}: it may be of another version."
                : $"The server answered {(int)response.StatusCode}.";
        }

        using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        return problem.RootElement.TryGetProperty("error", out var error) && error.GetString() is { } sentence ? sentence : $"The server answered {(int)response.StatusCode}.";
    }

    private ControlException Gone(Exception error) => new($"The server at {Path} is gone: {error.Message}", error);

    private static async Task<Socket> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
