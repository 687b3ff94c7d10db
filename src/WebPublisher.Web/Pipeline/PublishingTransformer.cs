using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Translation;
using Yarp.ReverseProxy.Forwarder;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// What becomes of the header of a request on its way to a front end, and of the answer's on its way back. One instance a request; safe to use again for a retry of
/// the same request.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="action">How it is published.</param>
public sealed class PublishingTransformer(PublishingContext context, PublishAction action) : HttpTransformer
{
    private static readonly UriCreationOptions s_asWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly LinkTranslation _translation = LinkTranslation.For(action);
    private readonly PublishedSite _site = PublishedSite.Of(context);

    /// <summary>Fills the request to the front end: the client's fields that may pass, then the publisher's own, then the rule's.</summary>
    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        CopyRequestFields(httpContext.Request, proxyRequest);
        SetOwnFields(httpContext, proxyRequest, destinationPrefix);
        Edit(proxyRequest, action.RequestHeaders);

        // The forwarder would encode the decoded path once more ("%2F" becomes "%252F"): the canonical bytes go out as they were judged.
        var prefix = destinationPrefix.AsSpan().TrimEnd('/');
        proxyRequest.RequestUri = new Uri(string.Concat(prefix, _translation.InnerPath(context.Target), context.Target.Query), s_asWritten);
        return default;
    }

    /// <summary>Fills the answer to the client: the front end's fields that may pass, in words of the published site, then the rule's.</summary>
    /// <exception cref="InvalidDataException">The answer is not one to this request, or its length is not one number; nothing of it is relayed.</exception>
    public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return new ValueTask<bool>(false);
        }

        if (proxyResponse.StatusCode == HttpStatusCode.SwitchingProtocols && proxyResponse.RequestMessage?.Headers.NonValidated.Contains(HeaderNames.Upgrade) != true)
        {
            throw new InvalidDataException("101 Switching Protocols without an upgrade having been asked for");
        }

        var fields = httpContext.Response.Headers;
        var connection = Connection(proxyResponse.Headers);
        CopyResponseFields(proxyResponse.Headers.NonValidated, connection, fields);
        CopyResponseFields(proxyResponse.Content.Headers.NonValidated, connection, fields);
        CopyContentLength(proxyResponse, fields);
        TransportSecurity.Apply(httpContext.Response, context.Listener);
        Edit(fields, action.ResponseHeaders);
        return new ValueTask<bool>(true);
    }

    /// <summary>Relays no trailers: they would pass by every rule for header fields, and no webmail sends any.</summary>
    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) => default;

    private static void CopyRequestFields(HttpRequest request, HttpRequestMessage proxyRequest)
    {
        var connection = new ConnectionOptions(request.Headers.Connection);
        foreach (var (name, values) in request.Headers)
        {
            if (RequestHygiene.Removes(name) || connection.Contains(name))
            {
                continue;
            }

            // RFC 9110 section 10.1.1 knows one expectation.
            if (name.Equals(HeaderNames.Expect, StringComparison.OrdinalIgnoreCase) && !values.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Add(proxyRequest, name, values);
        }

        if (request.ContentLength is { } length && proxyRequest.Content is { } content)
        {
            content.Headers.ContentLength = length;
        }
    }

    private void SetOwnFields(HttpContext http, HttpRequestMessage proxyRequest, string destinationPrefix)
    {
        var published = _site.AuthorityText;
        var fields = proxyRequest.Headers;
        fields.TryAddWithoutValidation("X-Forwarded-For", context.Record.Client?.Address.ToString());
        fields.TryAddWithoutValidation("X-Forwarded-Proto", _site.Scheme);
        fields.TryAddWithoutValidation("X-Forwarded-Host", published);
        fields.TryAddWithoutValidation(HeaderNames.Via, ViaField.Value(http.Request.Protocol, context.Policy.Server.Name));
        if (action.Bridging == BridgingMode.Http && _site.IsSecure)
        {
            fields.TryAddWithoutValidation("Front-End-Https", "On");
        }

        if (action.SendOriginalHost)
        {
            fields.TryAddWithoutValidation(HeaderNames.Host, published);
        }
        else if (action.Bridging == BridgingMode.Https && action.To.Certificate.Name is { } name)
        {
            // The name the certificate proves, on the server's own port. Without one, the client's default is right: the server's host and port.
            fields.TryAddWithoutValidation(HeaderNames.Host, new Authority(name, new Uri(destinationPrefix).Port).ToString("https"));
        }
    }

    private void CopyResponseFields(HttpHeadersNonValidated source, ConnectionOptions connection, IHeaderDictionary destination)
    {
        foreach (var (name, values) in source)
        {
            if (ResponseHygiene.Removes(name) || connection.Contains(name) || name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (values.Count <= 1)
            {
                destination[name] = StringValues.Concat(destination[name], Translate(name, values.ToString()));
                continue;
            }

            // Several fields of one name stay several, in their order: Set-Cookie cannot be joined (RFC 6265 section 3).
            var translated = new string[values.Count];
            var count = 0;
            foreach (var value in values)
            {
                translated[count++] = Translate(name, value);
            }

            destination[name] = StringValues.Concat(destination[name], translated);
        }
    }

    private string Translate(string name, string value) => name.Length switch
    {
        8 when Is(name, HeaderNames.Location) => _translation.Url(value, _site),
        16 when Is(name, HeaderNames.ContentLocation) => _translation.Url(value, _site),
        7 when Is(name, "Refresh") => _translation.Refresh(value, _site),
        10 when Is(name, HeaderNames.SetCookie) => _translation.Cookie(value, _site),
        16 when Is(name, HeaderNames.WWWAuthenticate) => _translation.Challenge(value, _site),
        _ => _translation.Text(value, _site),
    };

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 9112 section 6.3: chunking overrides a length, and lengths that differ are an error. RFC 9110 section 8.6: none with 1xx and 204.</summary>
    private static void CopyContentLength(HttpResponseMessage proxyResponse, IHeaderDictionary fields)
    {
        if (!proxyResponse.Content.Headers.NonValidated.TryGetValues(HeaderNames.ContentLength, out var values)
            || proxyResponse.Headers.NonValidated.Contains(HeaderNames.TransferEncoding)
            || proxyResponse.StatusCode is < HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            return;
        }

        if (values.Count != 1 || proxyResponse.Content.Headers.ContentLength is not { } length)
        {
            throw new InvalidDataException($"a Content-Length that is not one number: {values}");
        }

        fields.ContentLength = length;
    }

    private static ConnectionOptions Connection(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues(HeaderNames.Connection, out var values) ? new ConnectionOptions(values.ToString()) : default;

    private static void Edit(HttpRequestMessage request, HeaderEdits edits)
    {
        foreach (var name in edits.Remove)
        {
            Remove(request, name);
        }

        foreach (var (name, value) in edits.Set)
        {
            Remove(request, name);
            Add(request, name, value);
        }
    }

    private static void Edit(IHeaderDictionary fields, HeaderEdits edits)
    {
        foreach (var name in edits.Remove)
        {
            fields.Remove(name);
        }

        foreach (var (name, value) in edits.Set)
        {
            fields[name] = value;
        }
    }

    private static void Remove(HttpRequestMessage request, string name)
    {
        if (!request.Headers.Remove(name))
        {
            request.Content?.Headers.Remove(name);
        }
    }

    /// <summary>HttpClient keeps fields that describe content (Content-Type and the like) with the content, even where there is none.</summary>
    private static void Add(HttpRequestMessage request, string name, StringValues values)
    {
        if (values.Count == 1)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToString()))
            {
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, values.ToString());
            }
        }
        else if (!request.Headers.TryAddWithoutValidation(name, (string[])values!))
        {
            (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, (string[])values!);
        }
    }
}
