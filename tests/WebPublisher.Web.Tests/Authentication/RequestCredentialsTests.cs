using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Authentication;

/// <summary>What passes of HTTP authentication, in both directions.</summary>
public sealed class RequestCredentialsTests
{
    private const string Offered = "WWW-Authenticate: Negotiate, NTLM\r\nWWW-Authenticate: Basic realm=\"x\"\r\nWWW-Authenticate: Bearer\r\n";

    [Theory]
    [InlineData(true, "Basic dTpw", true)]
    [InlineData(true, "Bearer abc", true)]
    [InlineData(true, "Mutual abc", true)]
    [InlineData(true, "NTLM TlRM", false)]
    [InlineData(true, "Negotiate YII=", false)]
    [InlineData(true, "NTLM,TlRM", false)]
    [InlineData(false, "Basic dTpw", false)]
    [InlineData(false, "Bearer abc", true)]
    public async Task Without_a_word_in_the_policy_logons_by_request_reach_the_front_end_and_logons_by_connection_do_not(bool secure, string credentials, bool reach)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationPolicy.Default.Pass, frontEnd.Authority));

        var answer = await AskAsync(rig, secure, $"Authorization: {credentials}");

        Assert.Contains("hello", answer, StringComparison.Ordinal);
        Assert.Equal(reach, Assert.Single(frontEnd.Requests).Contains($"Authorization: {credentials}\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(AuthenticationSchemes.All & ~AuthenticationSchemes.ConnectionBound, true, "Basic realm=\"x\"|Bearer")]
    [InlineData(AuthenticationSchemes.All & ~AuthenticationSchemes.ConnectionBound, false, "Bearer")]
    [InlineData(AuthenticationSchemes.All, true, "Negotiate, NTLM|Basic realm=\"x\"|Bearer")]
    [InlineData(AuthenticationSchemes.Basic | AuthenticationSchemes.Ntlm, true, "NTLM|Basic realm=\"x\"")]
    [InlineData(AuthenticationSchemes.None, true, "")]
    public async Task Clients_are_offered_what_passes(AuthenticationSchemes pass, bool secure, string offered)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 401 Unauthorized\r\n{Offered}Content-Length: 0\r\n\r\n");
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(pass, frontEnd.Authority));

        var answer = await AskAsync(rig, secure);

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Equal(offered, string.Join('|', answer.Split("\r\n").Where(line => line.StartsWith("WWW-Authenticate: ", StringComparison.Ordinal)).Select(line => line[18..])));
    }

    [Theory]
    [InlineData("WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n", "left without a challenge: the front end offers negotiate, ntlm, which does not pass here (authentication.pass)")]
    [InlineData("WWW-Authenticate: NTLM, Bearer\r\n", null)]
    [InlineData("", null)]
    public async Task The_record_says_why_nobody_can_log_on(string offered, string? note)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 401 Unauthorized\r\n{offered}Content-Length: 0\r\n\r\n");
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationPolicy.Default.Pass, frontEnd.Authority));

        await AskAsync(rig, secure: true);

        Assert.Equal(note, (await rig.Records.NextAsync()).AnswerNote);
    }

    [Fact]
    public async Task Two_credentials_are_refused()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority));

        var answer = await AskAsync(rig, secure: true, "Authorization: Basic dTpw", "Authorization: NTLM TlRM");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Empty(frontEnd.Requests);
    }

    private static Task<string> AskAsync(PublishingRig rig, bool secure, params string[] fields)
    {
        var request = new StringBuilder("GET / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n");
        foreach (var field in fields)
        {
            request.Append(field).Append("\r\n");
        }

        request.Append("\r\n");
        return secure ? rig.AskSecurelyAsync(request.ToString()) : rig.AskAsync(request.ToString());
    }
}
