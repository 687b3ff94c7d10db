using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Translation;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Pipeline;

/// <summary>What becomes of the header of a request on its way to a front end (step 13), and of the answer's on its way back (step 14).</summary>
internal static class PublishingTransformer
{
    /// <summary>Writes the request line, the client's fields that may pass, the publisher's own, then the rule's. What frames the body follows, by whoever sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">How it is published.</param>
    /// <param name="method">The method the front end is asked by.</param>
    /// <param name="server">The server it is sent to.</param>
    /// <param name="head">Where it is written.</param>
    public static void WriteRequest(PublishingContext context, PublishAction action, string method, DnsEndPoint server, HeadWriter head)
    {
        // The canonical bytes go out as they were judged: encoding the decoded path once more would make "%2F" of "%252F" or the reverse.
        var site = PublishedSite.Of(context);
        var published = site.AuthorityText;
        var translation = LinkTranslation.For(action);
        var host = Host(action, server, published);
        head.Begin(method, translation.InnerPath(context.Target), context.Target.Query);
        head.Field(HeaderNames.Host, host);

        var fields = new RequestFields(head, action.RequestHeaders, ResponseContent.IsWanted(context), context.Section.LinkTranslation is not null);
        var urls = InnerUrls(context, action, translation, site, host);
        fields.Copy(context.Http.Request.Headers, urls);
        if (context.Destination is { } destination)
        {
            fields.Own(DestinationField.Name, urls!.Destination(destination));
        }

        if (context.Record.Client is { } client)
        {
            fields.Own("X-Forwarded-For", client.Address);
        }

        fields.Own("X-Forwarded-Proto", site.Scheme);
        fields.Own("X-Forwarded-Host", published);
        fields.Own(HeaderNames.Via, ViaField.Value(context.Http.Request.Protocol, context.Policy.Server.Name));
        if (action.Bridging == BridgingMode.Http && site.IsSecure)
        {
            fields.Own("Front-End-Https", "On");
        }

        fields.Set();
    }

    /// <summary>Fills the answer to the client: the front end's fields that may pass, in words of the published site, then the rule's.</summary>
    public static void FillResponse(PublishingContext context, PublishAction action, ResponseHead head)
    {
        var response = context.Http.Response;
        var translation = LinkTranslation.For(action);
        var site = PublishedSite.Of(context);
        response.StatusCode = head.Status;
        if (head.Reason.Length > 0 && !head.Reason.Equals(ReasonPhrases.GetReasonPhrase(head.Status), StringComparison.Ordinal) && context.Http.Features.Get<IHttpResponseFeature>() is { } feature)
        {
            feature.ReasonPhrase = translation.Text(head.Reason, site);
        }

        var links = context.Section.LinkTranslation is { } policy ? LinkPatterns.For(policy, action) : null;
        ResponseFields.Copy(head, translation, links, site, context.Section.Authentication.Passing(site.IsSecure), response.Headers);
        WithheldChallenges.Note(head, response.Headers, context.Record);
        TransportSecurity.Apply(response, context.Listener);
        ResponseFields.Edit(response.Headers, action.ResponseHeaders);
    }

    /// <summary>Adds the trailers of the front end's answer that may pass.</summary>
    public static void AppendTrailers(PublishingContext context, PublishAction action, List<ResponseField> trailers) =>
        TrailerFields.Append(trailers, context.Http.Response, LinkTranslation.For(action), PublishedSite.Of(context), action.ResponseHeaders);

    private static InnerUrls? InnerUrls(PublishingContext context, PublishAction action, LinkTranslation translation, in PublishedSite site, string host)
    {
        var origin = action.SendOriginalHost ? null : string.Concat(action.Bridging == BridgingMode.Https ? "https://" : "http://", host);
        return origin is null && action.PathMapping is null && context.Destination is null ? null : new InnerUrls(translation, site, origin);
    }

    private static string Host(PublishAction action, DnsEndPoint server, string published)
    {
        if (action.SendOriginalHost)
        {
            return published;
        }

        // The name the certificate proves, on the server's own port; without one, the server's own host.
        var secure = action.Bridging == BridgingMode.Https;
        var name = secure && action.To.Certificate.Name is { } proved ? proved : server.Host;
        return new Authority(name, server.Port).ToString(secure ? "https" : "http");
    }
}
