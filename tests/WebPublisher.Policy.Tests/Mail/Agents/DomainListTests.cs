using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Tests.Mail.Agents;

public sealed class DomainListTests
{
    private static readonly DomainList s_list = new([new DomainPattern("exact.example"), new DomainPattern("*.below.example"), new DomainPattern("*.a.b.c")]);

    [Theory]
    [InlineData("exact.example", "exact.example")]
    [InlineData("EXACT.Example", "exact.example")]
    [InlineData("x.exact.example", null)]
    [InlineData("notexact.example", null)]
    [InlineData("below.example", null)]
    [InlineData("x.below.example", "*.below.example")]
    [InlineData("x.y.Below.example", "*.below.example")]
    [InlineData("xbelow.example", null)]
    [InlineData("z.a.b.c", "*.a.b.c")]
    [InlineData("b.c", null)]
    [InlineData("c", null)]
    public void An_entry_means_a_name_or_all_below_one(string domain, string? entry) => Assert.Equal(entry, s_list.Find(domain));
}
