using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>Rules for front ends whose logon belongs to the connection.</summary>
internal static class LogonRig
{
    public const string FirstLeg = "Authorization: NTLM T1";

    /// <summary>A rule that publishes everything to the front ends and passes the given schemes.</summary>
    public static PublishingRule Rule(AuthenticationSchemes pass, params string[] servers)
    {
        var farm = TestPolicy.NewFarm(servers) with { Balancing = Balancing.RoundRobin };
        var section = PublishSection.Whole with { Authentication = new AuthenticationPolicy(pass) };
        return TestPolicy.Rule("Mail", TestPolicy.Publish(farm, BridgingMode.Http) with { Sections = [section] }) with
        {
            Destinations = TestPolicy.Destinations("mail", "mail.example.test"),
            RequireSecureChannel = false,
        };
    }

    public static Task<PublishingRig> StartAsync(params LogonFrontEnd[] frontEnds) =>
        PublishingRig.StartAsync(Rule(AuthenticationSchemes.All, [.. frontEnds.Select(frontEnd => frontEnd.Authority)]));

    public static Task<HttpWire> WireAsync(this PublishingRig rig) => HttpWire.ConnectAsync(rig.Half.EndPoints["http"]);

    /// <summary>The third leg that answers a challenge.</summary>
    public static string ThirdLeg(HttpWireAnswer challenge, string user) => $"Authorization: NTLM T3:{user}-{challenge.Field("WWW-Authenticate")!.Split('-')[^1]}";

    /// <summary>Does all legs.</summary>
    public static async Task<HttpWireAnswer> LogOnAsync(this HttpWire wire, string user)
    {
        var me = $"X-Client: {user}";
        var challenge = await wire.AskAsync("/", FirstLeg, me);
        Assert.Equal(401, challenge.Status);
        return await wire.AskAsync("/", ThirdLeg(challenge, user), me);
    }
}
