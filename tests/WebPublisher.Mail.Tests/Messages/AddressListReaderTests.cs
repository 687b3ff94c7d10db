using WebPublisher.Mail.Messages;

namespace WebPublisher.Mail.Tests.Messages;

public sealed class AddressListReaderTests
{
    [Theory]
    [InlineData("anna@client.test", "|anna@client.test")]
    [InlineData("Anna Berg <anna@client.test>", "Anna Berg|anna@client.test")]
    [InlineData("\"Berg, Anna\" <anna@client.test>, bob@client.test", "Berg, Anna|anna@client.test;|bob@client.test")]
    [InlineData("\"An\\\"na\" <anna@client.test>", "An\"na|anna@client.test")]
    [InlineData("anna@client.test (Anna (the (first)))", "Anna (the (first))|anna@client.test")]
    [InlineData("=?utf-8?Q?J=C3=B6rg?= <joerg@client.test>", "J\u00f6rg|joerg@client.test")]
    [InlineData("J\u00c3\u00b6rg <j\u00c3\u00b6rg@client.test>", "J\u00f6rg|j\u00f6rg@client.test")]
    [InlineData("Friends: anna@client.test, Bob <bob@client.test>;, eve@client.test", "|anna@client.test;Bob|bob@client.test;|eve@client.test")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("bank@bank.test <eve@evil.test>", "bank@bank.test|eve@evil.test")]
    [InlineData("<@a.test,@b.test:anna@client.test>", "|anna@client.test")]
    [InlineData("anna @ client . test", "|anna@client.test")]
    [InlineData("\"a,b\"@client.test", "|\"a,b\"@client.test")]
    [InlineData("root@[192.0.2.1]", "|root@[192.0.2.1]")]
    [InlineData("no address", "|-")]
    [InlineData("Anna <>", "Anna|-")]
    [InlineData(" , ;", "")]
    [InlineData("\"open <anna@client.test>", "|-")]
    [InlineData("Anna <anna@client.test", "Anna|anna@client.test")]
    [InlineData("(open", "")]
    public void Mailboxes_are_read_as_mail_clients_read_them(string value, string addresses)
        => Assert.Equal(addresses, string.Join(';', AddressListReader.Read(value, 100).Select(address => $"{address.DisplayName}|{address.Address?.ToString() ?? "-"}")));

    [Fact]
    public void No_more_are_read_than_asked_for() => Assert.Equal(3, AddressListReader.Read(string.Concat(Enumerable.Repeat("a@b.test,", 100)), 3).Count);
}
