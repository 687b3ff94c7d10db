using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;

namespace WebPublisher.Web.Tests.Authentication;

public sealed class ChallengeListTests
{
    private const AuthenticationSchemes Unbound = AuthenticationSchemes.All & ~AuthenticationSchemes.ConnectionBound;

    private static readonly Arbitrary<string> s_lines = Gen.Elements("NTLM", "Negotiate", "Basic", " ", ",", "\"", "\\", "=", "realm", "abc==", "\t", ";")
        .ListOf().Select(static parts => string.Concat(parts)).ToArbitrary();

    [Theory]
    [InlineData("NTLM", "NTLM")]
    [InlineData("Negotiate, NTLM, Basic realm=\"x\"", "Negotiate|NTLM|Basic realm=\"x\"")]
    [InlineData("Basic realm=\"a, NTLM, b\", charset=\"UTF-8\", Negotiate", "Basic realm=\"a, NTLM, b\", charset=\"UTF-8\"|Negotiate")]
    [InlineData("Negotiate YIIB==, Basic realm=\"x\"", "Negotiate YIIB==|Basic realm=\"x\"")]
    [InlineData("Digest realm=\"x\", qop=\"auth, auth-int\", nonce = \"1\" , NTLM", "Digest realm=\"x\", qop=\"auth, auth-int\", nonce = \"1\"|NTLM")]
    [InlineData("Basic realm=\"a\\\"b, NTLM\", NTLM", "Basic realm=\"a\\\"b, NTLM\"|NTLM")]
    [InlineData(" ,, NTLM ,\t, Basic realm=x,", "NTLM|Basic realm=x")]
    [InlineData("Basic realm=\"no end, NTLM", "Basic realm=\"no end, NTLM")]
    [InlineData("realm=\"x\", NTLM", "realm=\"x\"|NTLM")]
    [InlineData("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"", "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"|Basic realm=\"simple\"")]
    [InlineData("", "")]
    public void A_line_is_read_as_challenges_with_their_parameters(string line, string challenges)
    {
        var read = new List<string>();
        foreach (var challenge in new ChallengeList(line))
        {
            read.Add(challenge.ToString());
        }

        Assert.Equal(challenges, string.Join('|', read));
    }

    [Theory]
    [InlineData("NTLM", "")]
    [InlineData("negotiate", "")]
    [InlineData("Negotiate, NTLM, Basic realm=\"x\"", "Basic realm=\"x\"")]
    [InlineData("Basic realm=\"a, b\", charset=\"UTF-8\", NTLM", "Basic realm=\"a, b\", charset=\"UTF-8\"")]
    [InlineData("Bearer realm=\"x\",error=\"y\"", "Bearer realm=\"x\",error=\"y\"")]
    [InlineData("Nego2, Kerberos, Custom a=b", "Custom a=b")]
    public void What_does_not_pass_is_left_out(string line, string left) => Assert.Equal(left, ChallengeList.Passing(line, Unbound));

    [Fact]
    public void Nothing_of_a_line_is_rewritten_when_all_of_it_passes()
    {
        const string Line = "Basic  realm=\"x\",charset=\"UTF-8\" ,Bearer";
        Assert.Same(Line, ChallengeList.Passing(Line, Unbound));
    }

    [Theory]
    [InlineData("NTLM", false)]
    [InlineData("NTLM ", false)]
    [InlineData("NTLM TlRMTVNTUAAC", true)]
    [InlineData("Negotiate oYG2MIGz", true)]
    public void A_token_makes_a_challenge_a_leg_of_a_handshake(string challenge, bool hasToken) => Assert.Equal(hasToken, ChallengeList.HasToken(challenge));

    [Fact]
    public void What_is_left_out_is_not_offered_whatever_the_line() => Prop.ForAll(s_lines, line =>
    {
        foreach (var challenge in new ChallengeList(ChallengeList.Passing(line, Unbound)))
        {
            Assert.Equal(AuthenticationSchemes.None, SchemeName.Of(challenge) & AuthenticationSchemes.ConnectionBound);
        }
    }).QuickCheckThrowOnFailure();
}
