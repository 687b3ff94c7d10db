using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Translation;
using Yarp.ReverseProxy.Forwarder;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// What becomes of the header of a request on its way to a front end, and of the answer's on its way back. One instance a request; it may be used again when
/// the request is repeated on another server.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="action">How it is published.</param>
public sealed class PublishingTransformer(PublishingContext context, PublishAction action) : HttpTransformer
{
    private static readonly UriCreationOptions s_asWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Fills the request to the front end: the client's fields that may pass, then the publisher's own, then the rule's.</summary>
    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        RequestFields.Copy(httpContext.Request, proxyRequest);
        SetOwnFields(proxyRequest.Headers, destinationPrefix);
        RequestFields.Edit(proxyRequest, action.RequestHeaders);

        // The forwarder would encode the decoded path once more ("%2F" becomes "%252F"): the canonical bytes go out as they were judged.
        var prefix = destinationPrefix.AsSpan().TrimEnd('/');
        proxyRequest.RequestUri = new Uri(string.Concat(prefix, LinkTranslation.For(action).InnerPath(context.Target), context.Target.Query), s_asWritten);
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

        ResponseFields.Copy(proxyResponse, LinkTranslation.For(action), PublishedSite.Of(context), httpContext.Response.Headers);
        TransportSecurity.Apply(httpContext.Response, context.Listener);
        ResponseFields.Edit(httpContext.Response.Headers, action.ResponseHeaders);
        return new ValueTask<bool>(true);
    }

    /// <summary>Relays no trailers: they would pass by every rule for header fields, and no webmail sends any.</summary>
    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) => default;

    private void SetOwnFields(HttpRequestHeaders fields, string destinationPrefix)
    {
        var site = PublishedSite.Of(context);
        var published = site.AuthorityText;
        fields.TryAddWithoutValidation("X-Forwarded-For", context.Record.Client?.Address.ToString());
        fields.TryAddWithoutValidation("X-Forwarded-Proto", site.Scheme);
        fields.TryAddWithoutValidation("X-Forwarded-Host", published);
        fields.TryAddWithoutValidation(HeaderNames.Via, ViaField.Value(context.Http.Request.Protocol, context.Policy.Server.Name));
        if (action.Bridging == BridgingMode.Http && site.IsSecure)
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
}
