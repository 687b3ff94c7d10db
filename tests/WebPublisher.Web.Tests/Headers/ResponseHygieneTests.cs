using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Tests.Headers;

public sealed class ResponseHygieneTests
{
    [Theory]
    [InlineData("Server")]
    [InlineData("X-Powered-By")]
    [InlineData("x-powered-cms")]
    [InlineData("X-AspNet-Version")]
    [InlineData("X-AspNetMvc-Version")]
    [InlineData("X-FEServer")]
    [InlineData("X-FEProxyInfo")]
    [InlineData("X-BEServer")]
    [InlineData("X-BackEndHttpStatus")]
    [InlineData("X-Backend-Server")]
    [InlineData("X-CalculatedBETarget")]
    [InlineData("X-DiagInfo")]
    [InlineData("X-OWA-Version")]
    [InlineData("X-Served-By")]
    [InlineData("Via")]
    [InlineData("Alt-Svc")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("Trailer")]
    [InlineData("Transfer-Encoding")]
    public void What_tells_of_the_inside_or_belongs_to_its_connection_is_removed(string name) => Assert.True(ResponseHygiene.Removes(name));

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("Set-Cookie")]
    [InlineData("Location")]
    [InlineData("X-Frame-Options")]
    [InlineData("X-Feature-Policy")]
    [InlineData("X-UA-Compatible")]
    [InlineData("X-OWA-Error")]
    [InlineData("X-MS-RP")]
    [InlineData("MS-Server-ActiveSync")]
    [InlineData("MS-ASProtocolVersions")]
    [InlineData("DAV")]
    [InlineData("ETag")]
    [InlineData("request-id")]
    [InlineData("X-")]
    public void What_browsers_and_mail_clients_need_passes(string name) => Assert.False(ResponseHygiene.Removes(name));
}
