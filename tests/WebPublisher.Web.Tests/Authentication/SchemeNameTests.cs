using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;

namespace WebPublisher.Web.Tests.Authentication;

public sealed class SchemeNameTests
{
    [Theory]
    [InlineData("Basic dTpw", AuthenticationSchemes.Basic)]
    [InlineData("bearer abc", AuthenticationSchemes.Bearer)]
    [InlineData("Digest\tusername=\"u\"", AuthenticationSchemes.Digest)]
    [InlineData("NTLM TlRM", AuthenticationSchemes.Ntlm)]
    [InlineData("ntlm", AuthenticationSchemes.Ntlm)]
    [InlineData("  Negotiate YII=", AuthenticationSchemes.Negotiate)]
    [InlineData("Kerberos YII=", AuthenticationSchemes.Negotiate)]
    [InlineData("Nego2 YII=", AuthenticationSchemes.Negotiate)]
    [InlineData("Basics dTpw", AuthenticationSchemes.Other)]
    [InlineData("Mutual x=y", AuthenticationSchemes.Other)]
    [InlineData("", AuthenticationSchemes.None)]
    [InlineData(" ", AuthenticationSchemes.None)]
    public void A_scheme_is_known_by_its_name_in_any_case(string value, AuthenticationSchemes scheme) => Assert.Equal(scheme, SchemeName.Of(value));

    [Theory]
    [InlineData("NTLM\tTlRM")]
    [InlineData("NTLM,TlRM")]
    [InlineData("NTLM=TlRM")]
    [InlineData("NTLMv2 TlRM")]
    public void What_a_careless_server_takes_for_a_logon_by_connection_is_one(string value) => Assert.Equal(AuthenticationSchemes.Ntlm, SchemeName.Of(value));
}
