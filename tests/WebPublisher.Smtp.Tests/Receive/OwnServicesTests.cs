using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class OwnServicesTests
{
    [Theory]
    [InlineData("edge.provider.test", true)]
    [InlineData("mx.provider.test", false)]
    [InlineData("example.com", true)]
    [InlineData("hub.example.com", true)]
    [InlineData("notexample.com", false)]
    [InlineData("example.com.elsewhere.test", false)]
    [InlineData("a.branches.example.org", true)]
    [InlineData("branches.example.org", false)]
    public void A_service_is_ours_by_the_name_of_a_connector_or_within_an_accepted_domain(string name, bool isOurs)
    {
        var policy = new MailPolicy
        {
            AcceptedDomains = [.. new[] { "example.com", "*.branches.example.org" }.Select(domain => new AcceptedDomain(new DomainPattern(domain), AcceptedDomainType.Authoritative))],
            ReceiveConnectors = [new ReceiveConnector { Name = "internet", Location = SourceLocation.BuiltIn, EndPoints = ImmutableArray<ReceiveEndPoint>.Empty, Fqdn = "edge.provider.test" }],
            SendConnectors = [],
            SmtpFilter = SmtpFilterPolicy.Default,
        };

        Assert.True(MailDomain.TryParse(name, out var service, out _));
        Assert.Equal(isOurs, new OwnServices(policy).Contains(service));
    }
}
