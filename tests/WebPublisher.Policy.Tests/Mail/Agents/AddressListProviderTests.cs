using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Tests.Mail.Agents;

public sealed class AddressListProviderTests
{
    private static readonly AddressListProvider s_provider = new() { Name = "list", Zone = "bl.example.net", Location = SourceLocation.BuiltIn };

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.1.4", true)]
    [InlineData("127.255.255.254", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::1", false)]
    public void Answers_for_lists_count_and_others_do_not(string answer, bool expected) => Assert.Equal(expected, s_provider.IsListing(IPAddress.Parse(answer)));

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.0.12", true)]
    [InlineData("127.0.0.8", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("192.0.2.2", false)]
    public void One_of_the_bits_is_enough(string answer, bool expected) => Assert.Equal(expected, (s_provider with { Bitmask = 6 }).IsListing(IPAddress.Parse(answer)));

    [Theory]
    [InlineData("127.0.0.3", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("127.0.0.4", false)]
    public void Answers_that_are_named_count_whatever_they_are(string answer, bool expected)
    {
        var named = s_provider with { Addresses = [Range("127.0.0.2", "127.0.0.3"), Range("192.0.2.7", "192.0.2.7")] };
        Assert.Equal(expected, named.IsListing(IPAddress.Parse(answer)));
    }

    private static AddressRange Range(string first, string last) => new(IPAddress.Parse(first), IPAddress.Parse(last));
}
