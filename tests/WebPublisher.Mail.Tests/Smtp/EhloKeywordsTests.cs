using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Tests.Smtp;

public sealed class EhloKeywordsTests
{
    private static readonly Arbitrary<EhloKeywords> s_keywords = (
        from extensions in Gen.Choose(0, 1023)
        from size in Gen.Elements<long?>(null, 1, 37748736, long.MaxValue)
        from mechanisms in Gen.Elements("PLAIN", "LOGIN", "XOAUTH2").NonEmptyListOf()
        let announced = (SmtpExtensions)extensions
        select new EhloKeywords
        {
            Extensions = announced,
            MaximumSize = announced.HasFlag(SmtpExtensions.Size) ? size : null,
            AuthMechanisms = announced.HasFlag(SmtpExtensions.Auth) ? [.. mechanisms.Distinct()] : [],
        }).ToArbitrary();

    [Fact]
    public void A_servers_answer_is_read()
    {
        var keywords = EhloKeywords.Parse(SmtpReply.Create(
            250, "inner.test greets PIPELINING", "pipelining", "SIZE 52428800", "8BITMIME", "AUTH PLAIN login", "AUTH=LOGIN", "X-ANONYMOUSTLS", "STARTTLS", "XFORWARD NAME", ""));

        Assert.Equal(SmtpExtensions.Pipelining | SmtpExtensions.Size | SmtpExtensions.EightBitMime | SmtpExtensions.Auth | SmtpExtensions.StartTls, keywords.Extensions);
        Assert.Equal(52428800, keywords.MaximumSize);
        Assert.Equal(["PLAIN", "LOGIN"], keywords.AuthMechanisms.AsEnumerable());
        Assert.True(keywords.Has(SmtpExtensions.Size | SmtpExtensions.Auth));
        Assert.False(keywords.Has(SmtpExtensions.Size | SmtpExtensions.Dsn));
    }

    [Theory]
    [InlineData("SIZE")]
    [InlineData("SIZE 0")]
    [InlineData("SIZE -1")]
    [InlineData("SIZE 99999999999999999999")]
    [InlineData("SIZE x")]
    public void A_size_that_names_no_limit_is_none(string line)
    {
        var keywords = EhloKeywords.Parse(SmtpReply.Create(250, "inner.test", line));

        Assert.Equal((SmtpExtensions.Size, null), (keywords.Extensions, keywords.MaximumSize));
    }

    [Fact]
    public void A_list_of_mechanisms_without_end_is_cut()
        => Assert.Equal(32, EhloKeywords.Parse(SmtpReply.Create(250, "inner.test", $"AUTH {string.Join(' ', Enumerable.Range(0, 90))}")).AuthMechanisms.Length);

    [Fact]
    public void Announced_keywords_read_as_the_same_keywords()
        => Prop.ForAll(s_keywords, keywords => Assert.Equal(keywords, EhloKeywords.Parse(keywords.ToReply("edge.test Hello [192.0.2.1]")))).QuickCheckThrowOnFailure();
}
