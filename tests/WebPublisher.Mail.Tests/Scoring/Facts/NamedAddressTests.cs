using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class NamedAddressTests
{
    [Theory]
    [InlineData("Anna <Anna@Example.com>", "Anna", "anna", "example.com")]
    [InlineData("\"Bank, Inc.\" <x@y.example>", "Bank, Inc.", "x", "y.example")]
    [InlineData("anna@example.com", "", "anna", "example.com")]
    [InlineData("anna@example.com (Anna)", "", "anna", "example.com")]
    [InlineData("a@b.example <c@d.example>", "a@b.example", "c", "d.example")]
    [InlineData("Nobody", "Nobody", "", "")]
    [InlineData("<broken@example.com", "", "broken", "example.com")]
    [InlineData("", "", "", "")]
    public void What_a_reader_sees_is_taken(string field, string name, string local, string domain) => Assert.Equal(new NamedAddress(name, local, domain), NamedAddress.Read(field));
}
