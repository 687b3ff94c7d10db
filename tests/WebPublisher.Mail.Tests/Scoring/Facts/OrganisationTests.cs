using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class OrganisationTests
{
    [Theory]
    [InlineData("mail.shop.example.com", "example.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("shop.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("localhost", "localhost")]
    [InlineData("", "")]
    public void The_end_of_a_host_names_its_owner(string host, string owner) => Assert.Equal(owner, Organisation.Of(host));

    [Theory]
    [InlineData("mail.example.com", "example.com", true)]
    [InlineData("example.de", "www.example.com", true)]
    [InlineData("example.com", "example-shop.com", false)]
    [InlineData("abc.de", "abc.com", false)]
    public void Owners_of_one_name_are_one(string one, string other, bool same) => Assert.Equal(same, Organisation.Same(one, other));
}
