using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A domain has published, rightly or wrongly, who may send for it.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario09WrongSpf
{
    private const string Fqdn = "EDGE01.extranet.adventure-works.com";

    private const string Zone = """
        contoso.com. TXT "v=spf1 ip4:10.9.9.9 ~all"
        strict.contoso.com. TXT "v=spf1 ip4:10.9.9.9 -all"
        fabrikam.com. A 10.9.9.9
        """;

    [FactNeeding(Need.Names)]
    public async Task What_the_domain_says_of_the_client_stands_in_the_message()
    {
        await using var names = await RealNames.StartAsync(Zone);
        await using var edge = await ScenarioEdge.StartAsync(new ManualTimeProvider(), "  - senderId: {}", names, fqdn: Fqdn);
        await SendAsync(edge, "Contoso.User@Contoso.com", "250");
        AssertStamped(
            edge, "SoftFail", "EDGE01.extranet.adventure-works.com: domain of transitioning Contoso.User@Contoso.com discourages use of 192.168.1.100 as permitted sender");

        await SendAsync(edge, "Contoso.User@Contoso.com", "250", from: "10.9.9.9");
        AssertStamped(edge, "Pass", "EDGE01.extranet.adventure-works.com: domain of Contoso.User@Contoso.com designates 10.9.9.9 as permitted sender");

        await SendAsync(edge, "Fabrikam.User@fabrikam.com", "250");
        AssertStamped(edge, "None", "EDGE01.extranet.adventure-works.com: domain of Fabrikam.User@fabrikam.com does not designate permitted sender hosts");

        await SendAsync(edge, "User@broken.test", "250");
        AssertStamped(edge, "TempError", "EDGE01.extranet.adventure-works.com: error in processing during lookup of User@broken.test");

        Assert.Equal(["SoftFail", "Pass", "None", "TempError"], (await edge.FoundAsync()).Select(line => line.Reason));
    }

    [FactNeeding(Need.Names)]
    public async Task Where_the_operator_wants_it_a_client_that_is_not_permitted_is_refused()
    {
        await using var names = await RealNames.StartAsync(Zone);
        await using var edge = await ScenarioEdge.StartAsync(new ManualTimeProvider(), "  - senderId: { identity: pra, onFail: reject }", names, fqdn: Fqdn);
        await SendAsync(edge, "User@strict.contoso.com", "550 5.7.1 Sender ID (PRA) Not Permitted");
        Assert.Empty(edge.Delivered);
        await SendAsync(edge, "User@strict.contoso.com", "250", from: "10.9.9.9");
        Assert.Equal(["RejectMessage", "AcceptMessage"], (await edge.FoundAsync()).Select(line => line.Action));
    }

    private static async Task SendAsync(ScenarioEdge edge, string sender, string reply, string from = ScenarioEdge.Internet01)
    {
        using var client = await edge.GreetAsync(from);
        await client.AskAsync($"MAIL FROM:<{sender}>", "250");
        await client.AskAsync("RCPT TO:<Administrator@adventure-works.com>", "250");
        await client.AskAsync("DATA", "354");
        await client.SayAsync($"From: {sender}\r\nSubject: Hello\r\n\r\nYours\r\n.");
        await client.ExpectAsync(reply);
    }

    private static void AssertStamped(ScenarioEdge edge, string result, string words)
    {
        var lines = edge.Delivered[^1].Split("\r\n");
        Assert.Contains($"X-MS-Exchange-Organization-SenderIdResult: {result}", lines);
        Assert.Contains($"Received-SPF: {result} ({words})", lines);
    }
}
