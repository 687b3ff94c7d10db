using WebPublisher.Waf.Detectors;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Detectors;

public class SqlReductionTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("select", "E")]
    [InlineData("((-1", "1")]
    [InlineData("1 + 2 * 3", "1")]
    [InlineData("a, b, c", "n")]
    [InlineData("mail.users.id", "n")]
    [InlineData("'a' 'b'", "s")]
    [InlineData("union   all/**/distinct", "U")]
    [InlineData("group by x", "Bn")]
    [InlineData("a in (select", "no(E")]
    [InlineData("a in b", "nnn")]
    [InlineData("a like ('b')", "nf(s)")]
    [InlineData("current_user()", "f()")]
    [InlineData("'1' :: int = 2", "so1")]
    [InlineData("; if (1) x", ";T(1)")]
    [InlineData("\\+1", "1")]
    [InlineData("{d '2001-01-01'}", "s")]
    [InlineData("{``.``.id}", "X")]
    [InlineData("1.", "1")]
    [InlineData(".5", "1")]
    [InlineData("0x", "n")]
    [InlineData("1e", "n")]
    [InlineData("x'41'", "1")]
    [InlineData("x'4g'", "ns")]
    [InlineData("q'[a'b]'", "s")]
    [InlineData("$tag$ a $$ b $tag$", "s")]
    [InlineData("$1,000.50", "1")]
    [InlineData("@`a b`", "v")]
    [InlineData("`sleep`(1)", "f(1)")]
    [InlineData("[order by]", "n")]
    [InlineData("select.1", "E1")]
    [InlineData("1<=>2", "1")]
    [InlineData("1 -- a", "1c")]
    [InlineData("1 /* a */ 2", "11")]
    [InlineData("1 /*! a */", "X")]
    public void A_value_is_reduced(string value, string fingerprint) => Assert.Equal(fingerprint, Reduce(value, '\0', SqlDialect.Ansi));

    [Theory]
    [InlineData("a' or 'b", '\'', "s&s")]
    [InlineData("a'' or 'b", '\'', "sn")]
    [InlineData("a\\' or 'b", '\'', "sn")]
    [InlineData("a\\\\' or 'b", '\'', "s&s")]
    [InlineData("a\" or 1", '"', "s&1")]
    public void A_value_may_begin_in_a_string(string value, char quote, string fingerprint) => Assert.Equal(fingerprint, Reduce(value, quote, SqlDialect.Ansi));

    [Theory]
    [InlineData("1 # 2", "1", "1c")]
    [InlineData("1 --2", "1c", "1")]
    public void Dialects_differ_in_comments(string value, string ansi, string mySql)
    {
        Assert.Equal(ansi, Reduce(value, '\0', SqlDialect.Ansi));
        Assert.Equal(mySql, Reduce(value, '\0', SqlDialect.MySql));
        Assert.True(new SqlReduction(value, '\0', SqlDialect.Ansi).IsAmbiguous);
    }

    private static string Reduce(string value, char quote, SqlDialect dialect) => new SqlReduction(ByteText.FromString(value).Span, quote, dialect).Fingerprint.ToString();
}
