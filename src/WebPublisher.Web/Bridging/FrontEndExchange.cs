using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>One request on its way to a front end and back: sends it, passes the answer on, measures, and gives out the affinity cookie. One object a request.</summary>
internal sealed class FrontEndExchange
{
    // RFC 9110 section 15.2: a client must be prepared for several; this many come from nobody who means well.
    private const int MostInterimResponses = 16;

    private readonly PublishingContext _context;
    private readonly PublishAction _action;
    private readonly FrontEndCluster _cluster;
    private readonly TimeProvider _time;
    private readonly ConnectionBinding? _binding;
    private readonly string? _cookie;
    private readonly WebSocketUpgrade? _upgrade;
    private readonly RequestUpload? _upload;
    private readonly string _method;
    private readonly RequestFirewall? _firewall;

    /// <summary>Begins. A cookie of ours leaves the request here.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">How it is published.</param>
    /// <param name="cluster">The farm it is published from.</param>
    /// <param name="binding">Which connection is the client's own, or null where none can be.</param>
    /// <param name="time">The clock.</param>
    public FrontEndExchange(PublishingContext context, PublishAction action, FrontEndCluster cluster, ConnectionBinding? binding, TimeProvider time)
    {
        _context = context;
        _action = action;
        _cluster = cluster;
        _binding = binding;
        _time = time;
        var http = context.Http;
        _firewall = context.Section.Firewall is null ? null : http.Features.Get<RequestFirewall>();
        _cookie = cluster.Affinity?.Take(http.Request.Headers);
        _upgrade = WebSocketUpgrade.Of(http);
        _method = _upgrade is null ? http.Request.Method : HttpMethods.Get;
        if (_upgrade is null && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            // A filter has judged the header; it does not see what comes behind the body.
            var firewall = _firewall is { IsStreaming: true } ? _firewall : null;
            _upload = new RequestUpload(http.Request, context.Section.HttpFilter is null && _firewall is null ? action.RequestHeaders : null, firewall, time);
        }
    }

    /// <summary>Whether the request could still be sent anew: no byte of its body was asked for and the client has seen nothing.</summary>
    public bool CanRepeat => _upload is not { IsBegun: true } && !_context.Http.Response.HasStarted && !_context.Http.RequestAborted.IsCancellationRequested;

    /// <summary>Whether the front end's header arrived.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Why the front end's answer is not passed on, or not to its end; null when it is.</summary>
    public Denial? Refusal { get; private set; }

    /// <summary>What the last attempt failed by, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether an exception comes from one of the two connections, rather than from a fault of this server.</summary>
    public static bool IsFailure(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidResponseException;

    /// <summary>The server the client is logged on to by its connection, or the one the browser's cookie stands for, when it is among those available.</summary>
    public DestinationState? Remembered(IReadOnlyList<DestinationState> available) => _binding?.Server ?? _cluster.Affinity?.Find(_cookie, available);

    /// <summary>Sends the request to a server and passes the answer on.</summary>
    /// <returns>What went wrong, with its cause in <see cref="Failure"/>, or none.</returns>
    public async ValueTask<ForwarderError> SendAsync(DestinationState server)
    {
        var pool = _cluster.Pools[server.DestinationId];
        using var span = FrontEndTrace.Start(_method, pool.Server);
        var silence = AllowedSilence;
        var error = ForwarderError.None;
        Failure = null;
        for (var isRepeated = false; ; isRepeated = true)
        {
            FrontEndConnection? connection = null;
            var isReusable = false;
            try
            {
                connection = _binding?.Connection;
                if (connection is null && (isRepeated || !pool.TryTake(silence, out connection)))
                {
                    connection = await pool.ConnectAsync(silence, _context.Http.RequestAborted);
                }

                (error, isReusable) = await TalkAsync(connection, pool, server, span);
            }
            catch (FormatException e)
            {
                (error, Failure) = (ForwarderError.RequestCreation, e);
            }
            catch (Exception e) when (IsFailure(e))
            {
                if (connection is not null && IsStale(connection))
                {
                    continue;
                }

                (error, Failure) = Judge(e, connection);
            }
            finally
            {
                if (connection is not null)
                {
                    Leave(connection, pool, server, isReusable);
                }
            }

            _context.Record.RequestBytes += _upload?.Bytes ?? 0;
            FrontEndTrace.End(span, IsAnswered ? _context.Http.Response.StatusCode : null, error == ForwarderError.None ? null : error.ToString());
            return error;
        }
    }

    private async ValueTask<(ForwarderError Error, bool IsReusable)> TalkAsync(FrontEndConnection connection, ConnectionPool pool, DestinationState server, Activity? span)
    {
        var http = _context.Http;
        await using var whenAborted = http.RequestAborted.UnsafeRegister(static state => ((FrontEndConnection)state!).Abort(), connection);

        var limits = _context.Section.Limits;
        if (limits?.RequestTimeout is { } whole)
        {
            connection.EndWithin(whole);
        }

        // 1. The head, and as much of the body as is there.
        PublishingTransformer.WriteRequest(_context, _action, _method, pool.Server, connection.Outgoing);
        FrontEndTrace.WriteFields(span, connection.Outgoing);
        var sent = _time.GetTimestamp();
        try
        {
            if (_upload is null)
            {
                await SendHeadAsync(connection);
            }
            else
            {
                _upload.Begin(connection);
            }

            // 2. The answer's head, after interim ones.
            var head = await ReadHeadAsync(connection);
            IsAnswered = true;
            if (limits is not null)
            {
                connection.AllowSilence(AllowedSilence);
            }

            _context.Record.FrontEndDuration = _time.GetElapsedTime(sent);
            var framing = head.FramingFor(_method);
            if (head.Status == StatusCodes.Status101SwitchingProtocols && _upgrade is null)
            {
                throw new InvalidResponseException("101 Switching Protocols without an upgrade having been asked for");
            }

            // Before anything refuses the answer: a guess that failed counts, whatever the client is told of it.
            _context.Logon?.Answered(head, http.Response);

            // A connection that is logged on carries nobody else's request.
            var isKept = head.KeepsConnection && framing != BodyFraming.UntilClose && (_binding is not null || !head.IsLoggedOn);
            if (_binding?.Judge(head, isKept) == false)
            {
                Refusal = new Denial(DenialReason.Http11Required, $"{server.DestinationId} asks for a logon that belongs to a connection");
                return (ForwarderError.None, false);
            }

            if (_context.Section.HttpFilter is { } filter && AnswerFilter.JudgeHeader(filter, head) is { } rejected)
            {
                Refusal = rejected;
                return (ForwarderError.None, false);
            }

            if (_firewall is { JudgesAnswers: true } && _firewall.JudgeAnswer(head) is { } condemned)
            {
                Refusal = condemned;
                return (ForwarderError.None, false);
            }

            PublishingTransformer.FillResponse(_context, _action, head);
            _cluster.Affinity?.Give(_cookie, server, http.Response.Headers);
            if (!IsSent && !head.KeepsConnection && !HttpProtocol.IsHttp2(http.Request.Protocol))
            {
                // Nobody wants the rest of the body; a client that is told so stops sending it (RFC 9112 section 9.5).
                http.Response.Headers.Connection = "close";
            }

            if (head.Status == StatusCodes.Status101SwitchingProtocols)
            {
                var client = await _upgrade!.AcceptAsync(http.Response);
                (var error, Failure) = await WebSocketUpgrade.RelayAsync(connection, client, _context.Record, http.RequestAborted);
                return (error, false);
            }

            // 3. Its body. A status that Kestrel writes no body with has none to the client, whatever the front end says.
            if (head.Status == StatusCodes.Status205ResetContent)
            {
                return (ForwarderError.None, isKept && framing == BodyFraming.Length && head.Length == 0 && IsSent);
            }

            using var content = ResponseContent.For(_context, _action, head, framing, out var refusal);
            var trailers = framing == BodyFraming.Chunked && content is null && TrailerFields.AreWanted(http) ? new List<ResponseField>() : null;
            Refusal = refusal ?? await ResponseRelay.CopyAsync(connection, http, _context.Record, framing, content, limits?.MaximumResponseBody ?? long.MaxValue, trailers);
            if (trailers is { Count: > 0 } && Refusal is null)
            {
                PublishingTransformer.AppendTrailers(_context, _action, trailers);
            }

            if (!IsSent && Refusal is null && _binding is { IsPinning: true })
            {
                // What is still coming belongs to a logon as much as what has come; who sends it wants to read the answer first.
                await http.Response.CompleteAsync();
                await _upload!.CompleteAsync();
            }

            return (ForwarderError.None, Refusal is null && isKept && IsSent);
        }
        finally
        {
            if (_upload is not null)
            {
                await _upload.StopAsync(connection);
            }
        }
    }

    private void Leave(FrontEndConnection connection, ConnectionPool pool, DestinationState server, bool isReusable)
    {
        if (_binding is not null)
        {
            _binding.Leave(connection, pool, server.DestinationId, isReusable);
        }
        else if (isReusable)
        {
            pool.Return(connection);
        }
        else
        {
            pool.Close(connection);
        }
    }

    private TimeSpan AllowedSilence =>
        (IsAnswered ? _context.Section.Limits?.ActivityTimeout : _context.Section.Limits?.ResponseTimeout) ?? _action.To.Resilience.ActivityTimeout;

    private bool IsSent => _upload is null or { IsComplete: true };

    private ValueTask SendHeadAsync(FrontEndConnection connection)
    {
        _upgrade?.WriteFields(connection.Outgoing);
        if (_upgrade is null && ExpectsContent(_method))
        {
            connection.Outgoing.Field("Content-Length", 0);
        }

        connection.Outgoing.End();
        return connection.WriteAsync(connection.Outgoing.Written);
    }

    private async ValueTask<ResponseHead> ReadHeadAsync(FrontEndConnection connection)
    {
        var head = connection.Head;
        var interim = 0;
        while (true)
        {
            if (!head.Read(connection.Unread, out var consumed))
            {
                connection.Consume(consumed);
                if (!await connection.ReadAsync())
                {
                    throw new InvalidResponseException(connection.IsAnswered ? "the answer broke off in its header" : "the connection ended without an answer");
                }

                continue;
            }

            connection.Consume(consumed);
            if (!head.IsInterim)
            {
                _upload?.Answered();
                return head;
            }

            if (++interim > MostInterimResponses)
            {
                throw new InvalidResponseException($"more than {MostInterimResponses} interim responses");
            }

            if (head.Status == StatusCodes.Status100Continue)
            {
                _upload?.Continue();
            }

            head.Clear();
        }
    }

    /// <summary>
    /// Whether the server closed a connection it had kept just as it was used again, and the request may be repeated on a new one: RFC 9112 section 9.3.1 allows that for
    /// idempotent methods. Nothing of an answer has arrived, and there is no body that could have been processed.
    /// </summary>
    private bool IsStale(FrontEndConnection connection) =>
        connection is { IsReused: true, IsAnswered: false, IsTimedOut: false } && _upload is null && CanRepeat && IsIdempotent(_method) && _binding is null or { MayRepeat: true };

    private (ForwarderError Error, Exception Exception) Judge(Exception e, FrontEndConnection? connection)
    {
        if (_upload?.ClientFailure is { } client)
        {
            return (_context.Http.RequestAborted.IsCancellationRequested ? ForwarderError.RequestBodyCanceled : ForwarderError.RequestBodyClient, client);
        }

        if (connection is { IsTimedOut: true })
        {
            return JudgeTime(connection);
        }

        if (_context.Http.RequestAborted.IsCancellationRequested || e is OperationCanceledException)
        {
            return (IsAnswered ? ForwarderError.ResponseBodyCanceled : ForwarderError.RequestCanceled, e);
        }

        // A client that is in the middle of a logon must not take our page for the end of it.
        return IsAnswered ? (ForwarderError.ResponseBodyDestination, e)
            : connection is { IsReused: true, IsAnswered: false } && _binding is { MayRepeat: false } ? (ForwarderError.Request, new PinnedConnectionLostException(_context.Record.FrontEnd!, e))
            : (ForwarderError.Request, e);
    }

    /// <summary>Says whose silence it was: a client must not be able to make a front end look as if it were failing.</summary>
    private (ForwarderError Error, Exception Exception) JudgeTime(FrontEndConnection connection)
    {
        var late = connection.IsOverdue
            ? new TimeoutException($"not done within {_context.Section.Limits!.RequestTimeout!.Value.TotalSeconds:0.###} s")
            : new TimeoutException($"nothing moved for {AllowedSilence.TotalSeconds:0.###} s");
        var error = IsAnswered switch
        {
            true when connection.WaitsForClient => ForwarderError.ResponseBodyClient,
            true when connection.IsOverdue => ForwarderError.ResponseBodyCanceled,
            true => ForwarderError.ResponseBodyDestination,
            false when _upload is { WaitsForClient: true } => ForwarderError.RequestBodyClient,
            false => ForwarderError.RequestTimedOut,
        };
        return (error, late);
    }

    // RFC 9110 section 9.2.2, and the safe methods of WebDAV (RFC 4918, RFC 3253, RFC 5323).
    private static bool IsIdempotent(string method) => method is "GET" or "HEAD" or "OPTIONS" or "DELETE" or "PUT" or "PROPFIND" or "REPORT" or "SEARCH";

    // RFC 9110 section 8.6: a method that anticipates content says when there is none.
    private static bool ExpectsContent(string method) => method is not ("GET" or "HEAD" or "OPTIONS" or "DELETE" or "PROPFIND" or "TRACE");
}
