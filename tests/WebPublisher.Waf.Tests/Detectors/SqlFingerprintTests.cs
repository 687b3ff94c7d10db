using WebPublisher.Waf.Detectors;

namespace WebPublisher.Waf.Tests.Detectors;

public class SqlFingerprintTests
{
    [Fact]
    public void Letters_are_those_of_the_kinds()
    {
        var fingerprint = default(SqlFingerprint).Add(SqlTokenKind.QuotedText).Add(SqlTokenKind.Logical).Add(SqlTokenKind.Number).Add(SqlTokenKind.Comment);
        Assert.Equal("s&1c", fingerprint.ToString());
        Assert.Equal('&', fingerprint[1]);
        Assert.Equal(4, fingerprint.Length);
        Span<char> letters = stackalloc char[SqlFingerprint.MaximumLength];
        Assert.Equal("s&1c", new string(letters[..fingerprint.CopyTo(letters)]));
    }

    [Fact]
    public void Every_kind_has_a_letter_of_its_own()
    {
        foreach (var kind in Enum.GetValues<SqlTokenKind>().Where(kind => kind != SqlTokenKind.None))
        {
            Assert.Equal(kind, SqlFingerprint.KindOf(default(SqlFingerprint).Add(kind)[0]));
        }
    }

    [Fact]
    public void Equal_letters_are_equal_fingerprints()
    {
        var one = default(SqlFingerprint).Add(SqlTokenKind.Number).Add(SqlTokenKind.Union);
        var same = default(SqlFingerprint).Add(SqlTokenKind.Number).Add(SqlTokenKind.Union);
        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != default(SqlFingerprint).Add(SqlTokenKind.Union).Add(SqlTokenKind.Number));
        Assert.False(one.Equals("1U"));
    }
}
