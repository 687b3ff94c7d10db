using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;

namespace WebPublisher.Web.Pipeline;

/// <summary>The path of an HTTPS request, one step after the other. Connections, TLS and tunnels come before it, in the listeners.</summary>
/// <param name="policy">The policy in force; each request reads it once.</param>
/// <param name="forwarder">The way to the front ends.</param>
/// <param name="treatment">What a section has done with a request.</param>
/// <param name="shown">Has firewalls tell what they know of requests that no section is asked for.</param>
/// <param name="underWay">Counts requests.</param>
/// <param name="time">The clock.</param>
/// <param name="sinks">Where records go.</param>
/// <param name="logger">Faults of this server, each with its reference number.</param>
public sealed class PublishingPipeline(
    Snapshot<PublisherPolicy> policy,
    FrontEndForwarder forwarder,
    SectionTreatment treatment,
    RefusedRequests shown,
    WorkUnderWay underWay,
    TimeProvider time,
    IEnumerable<PublishingRecordSink> sinks,
    ILogger<PublishingPipeline> logger)
{
    private readonly PublishingRecordSink[] _sinks = [.. sinks];

    /// <summary>Takes a request from its listener to its record.</summary>
    /// <param name="http">The request.</param>
    /// <param name="connection">The connection it came by.</param>
    internal async Task InvokeAsync(HttpContext http, ClientConnection connection)
    {
        // 1. What will be told of the request, and the number it is found by.
        underWay.Begin();
        var begin = time.GetTimestamp();
        using var activity = PublishingTrace.Start(http);
        var current = policy.Current;
        var record = RequestRecord.Begin(http.Request, connection, current.Revision, time.GetUtcNow(), activity);
        var overQuota = connection.BeginRequest();
        try
        {
            // 2. The answer: a front end's, a redirect, or none and the reason why.
            var listener = FindListener(current.Web, connection.Listener);
            if (await AnswerAsync(http, connection, current, listener, record, overQuota) is { } denial)
            {
                await DenyAsync(http, denial, listener, record);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || record.Decision == PublishingDecision.Abandoned)
        {
            record.Decision = PublishingDecision.Abandoned;
        }
        catch (Exception fault)
        {
            logger.RequestFailed(fault, record.Reference);
            await DenyAsync(http, new Denial(DenialReason.InternalError, fault.GetType().Name), listener: null, record);
        }
        finally
        {
            // 3. One record, whatever happened.
            if (http.Features.Get<RequestFirewall>() is { } firewall)
            {
                firewall.Finish(record);
                firewall.Dispose();
            }

            if (overQuota is null)
            {
                connection.EndRequest();
            }

            record.Status = record.Decision == PublishingDecision.Abandoned && !http.Response.HasStarted ? 0 : http.Response.StatusCode;
            record.Duration = time.GetElapsedTime(begin);
            Tell(record);
            underWay.End();
        }
    }

    /// <summary>The steps in their order. Each either refuses the request or leaves it to the next.</summary>
    private async ValueTask<Denial?> AnswerAsync(
        HttpContext http, ClientConnection connection, PublisherPolicy current, ListenerPolicy? listener, PublishingRecord record, Denial? overQuota)
    {
        // 1. Admission: its client has not too many under way; it means one thing, and has not been here before.
        // 2. Canonical target: decoded once; judged, logged and forwarded are the same from here on.
        var rawTarget = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        CanonicalTarget? target = null;
        var refused = overQuota ?? Admission.Examine(http, connection, rawTarget, current, out var host) ?? Admission.ReadTarget(connection, rawTarget, host, current.Web, out target);
        if (refused is not null || target is null || listener is null)
        {
            record.NoteRefused(rawTarget, http.Request.Headers.Host.ToString());
            if (overQuota is null && listener is not null)
            {
                shown.Show(http, current.Web, listener);
            }

            return refused ?? new Denial(DenialReason.NotPublished, "its listener is no longer in the policy");
        }

        record.Note(target);

        var method = HttpMethods.IsConnect(http.Request.Method) ? HttpMethods.Get : http.Request.Method;

        // 3. Rule resolution and 4. secure channel, by the function that explain and test use.
        var query = new RuleQuery
        {
            Listener = listener,
            Target = target,
            Method = method,
            Client = record.Client?.Address ?? IPAddress.None,
            Instant = record.Started,
            KeyBits = connection.KeyBits,
        };
        var outcome = RuleOutcome.Decide(current.Web, query);
        record.Rule = outcome.Rule.Name;

        // 5. The action.
        if (outcome.Denial is { } denied)
        {
            // What is not published firewalls are not asked about. What is no request to this site, they know by a name.
            if (denied.Reason is DenialReason.MethodRefused or DenialReason.InvalidTarget)
            {
                shown.Show(http, current.Web, listener);
            }

            return denied;
        }

        if (outcome.Location is { } location)
        {
            Redirect(http, outcome.Status, location, listener);
            record.Decision = PublishingDecision.Redirected;
            return null;
        }

        // 6. A section of what the rule publishes: its judgements, and the way to the front end.
        record.Section = outcome.Section!.Name;
        var context = new PublishingContext { Http = http, Policy = current, Listener = listener, Record = record, Target = target, Rule = outcome.Rule, Section = outcome.Section };
        return await treatment.JudgeAsync(context, query, outcome) ?? await forwarder.ForwardAsync(context, outcome.Publish!);
    }

    private static ListenerPolicy? FindListener(WebPolicy web, string name)
    {
        foreach (var listener in web.Listeners)
        {
            if (string.Equals(listener.Name, name, StringComparison.Ordinal))
            {
                return listener;
            }
        }

        return null;
    }

    private static void Redirect(HttpContext http, int status, string location, ListenerPolicy listener)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.Headers.Location = location;
        response.Headers.ContentLength = 0;
        TransportSecurity.Apply(response, listener);
        DenialPage.CloseAfterUnreadBody(http);
    }

    private static async ValueTask DenyAsync(HttpContext http, Denial denial, ListenerPolicy? listener, PublishingRecord record)
    {
        record.Denial = denial;
        record.Decision = PublishingDecision.Denied;
        if (http.RequestAborted.IsCancellationRequested)
        {
            record.Decision = PublishingDecision.Abandoned;
            return;
        }

        if (http.Response.HasStarted)
        {
            // Too late for a page: an answer that broke off must not pass for a whole one.
            await BrokenAnswer.CutAsync(http);
            return;
        }

        http.Response.Clear();
        if (SilentDenial.TryApply(http, denial))
        {
            return;
        }

        if (listener is not null)
        {
            TransportSecurity.Apply(http.Response, listener);
        }

        record.ResponseBytes = await DenialPage.WriteAsync(http, denial, record.Reference);
    }

    private void Tell(PublishingRecord record)
    {
        foreach (var sink in _sinks)
        {
            try
            {
                sink.Write(record);
            }
            catch (Exception fault)
            {
                logger.RecordNotWritten(fault, sink.GetType().Name, record.Reference);
            }
        }
    }
}
