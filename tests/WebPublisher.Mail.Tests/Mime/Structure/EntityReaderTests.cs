using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Structure;

/// <summary>Structures about which readers disagree: each is read so that what it hides is seen, and told.</summary>
public sealed class EntityReaderTests
{
    private const string Payload = "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\nUEFZTE9BRA==\n";

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=a\nContent-Type: text/plain\n\n--a\n{0}--a--", MimeFindingKind.DuplicateField)]
    [InlineData("Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--a\n{0}--a--", MimeFindingKind.DuplicateParameter)]
    [InlineData("Content-Type: multipart/mixed; boundary=a; boundary*=''b\n\n--a\n{0}--a--", MimeFindingKind.DuplicateParameter)]
    [InlineData("Content-Type : multipart/mixed; boundary=a\n\n--a\n{0}--a--", MimeFindingKind.FieldNameMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary=(x)a\n\n--a\n{0}--a--", MimeFindingKind.ParameterMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary=\"a\n\n--a\n{0}--a--", MimeFindingKind.ParameterMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary=\"a\\b\"\n\n--ab\n{0}--ab--", MimeFindingKind.ParameterMalformed)]
    [InlineData("Content-Type: multipart/mixed; x=y boundary=z; boundary=a\n\n--a\n{0}--a--", MimeFindingKind.ParameterMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n--ab\n{0}--ab--", MimeFindingKind.BoundarySpelling)]
    [InlineData("Content-Type: multipart/mixed; boundary*1*=b; boundary*0*=us-ascii''%61\n\n--ab\n{0}--ab--", MimeFindingKind.BoundarySpelling)]
    [InlineData("Content-Type: multipart/mixed; boundary=\"a \"\n\n--a \n{0}--a--", MimeFindingKind.BoundaryMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n{0}----", MimeFindingKind.BoundaryMalformed)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a x\n{0}--a--", MimeFindingKind.DelimiterWithText)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\n\n--a--\n--a\n{0}--a--", MimeFindingKind.DelimiterAfterEnd)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n{0}--a--", MimeFindingKind.EndMissing)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=ab\n\n--ab\n{0}--ab--\n--a--", MimeFindingKind.BoundaryOverlap)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\nX: y\n--a\n{0}--a--", MimeFindingKind.DelimiterInHeader)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\nContent-Transfer-Encoding: base64\n\n--a\n{0}--a--", MimeFindingKind.EncodingOnComposite)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\nX: y\n \t\n{0}--a--", MimeFindingKind.HeaderBlankLine)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\nX: y\0\n{0}--a--", MimeFindingKind.HeaderControlCharacter)]
    public void What_some_reader_shows_is_seen_and_told(string message, MimeFindingKind kind)
    {
        var walked = Walked.Over(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, Payload));

        Assert.Contains(kind, walked.Kinds);
        Assert.True(walked.Summary.IsAmbiguous);
        Assert.Contains(walked.Summary.Parts, part => walked.ContentText(part.Number) == "PAYLOAD");
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed\n\n--a\n\nx\n--a--", MimeFindingKind.BoundaryMissing)]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--a\n\nx\n--a--", MimeFindingKind.MultipartWithoutParts)]
    [InlineData("Content-Type: multipart/mixed; boundary=\"=?us-ascii?Q?a?=\"\n\n--a\n\nx", MimeFindingKind.BoundarySpelling)]
    [InlineData("Content-Type: text/plain; boundary=a\n\n--a\n\nx\n--a--", MimeFindingKind.PartsInSingleBody)]
    [InlineData("Subject: x\n\n--a\nContent-Type: text/html\n\nx\n--a--", MimeFindingKind.PartsInSingleBody)]
    [InlineData("Content-Type: x-multipart/mixed; boundary=a\n\n--a\n\nx", MimeFindingKind.TypeMalformed)]
    [InlineData("Content-Type: multipart/mixed boundary=a\n\n--a\n\nx", MimeFindingKind.TypeMalformed)]
    [InlineData("Subject: x\nno field\nContent-Type: text/html\n\nx", MimeFindingKind.HeaderLineMalformed)]
    [InlineData("Subject: x\n Content-Type: text/html\n\nx", MimeFindingKind.FieldInContinuation)]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nx\ry\r--a\rContent-Type: text/html\n--a--", MimeFindingKind.DelimiterInLine)]
    [InlineData("Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\nx\n--a\0b\nContent-Type: text/html\n\nx\n--ab--", MimeFindingKind.DelimiterInLine)]
    [InlineData("Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\nx\n--AB\nContent-Type: text/html\n\nx\n--ab--", MimeFindingKind.DelimiterWithText)]
    [InlineData("Subject: x\n\nContent-Type: text/html\n\nx", MimeFindingKind.PartsInSingleBody)]
    [InlineData("Content-Type: multiparts/mixed; x=y\n\n--a\nContent-Type: text/html\n\nx", MimeFindingKind.TypeMalformed)]
    [InlineData("Content-Type: multpart/mixed; x=y\n\n--a\nContent-Type: text/html\n\nx", MimeFindingKind.PartsInSingleBody)]
    [InlineData("Content-Type: application/zip; name=a.zip\n\nUEsD\nBBQA\n", MimeFindingKind.EncodingUndeclared)]
    [InlineData("Content-Type: application/zip; name=a.zip\nContent-Transfer-Encodng: quoted-printable\n\nPK=03=04\n", MimeFindingKind.EncodingUndeclared)]
    [InlineData("Content-Type: application/zip; name=a.\u0001zip\n\nx", MimeFindingKind.HeaderControlCharacter)]
    [InlineData("Content-Transfer-Encoding: base64, quoted-printable\n\nx", MimeFindingKind.EncodingUnknown)]
    [InlineData("Content-Type: message/partial; id=x; number=1\n\nx", MimeFindingKind.PartialMessage)]
    [InlineData("Content-Type: message/external-body; access-type=URL\n\nx", MimeFindingKind.ExternalBody)]
    [InlineData("Content-Type: application/ms-tnef\n\nx", MimeFindingKind.Tnef)]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx", MimeFindingKind.Encrypted)]
    [InlineData("Content-Type: multipart/encrypted; boundary=a\n\n--a\n\nx\n--a--", MimeFindingKind.Encrypted)]
    [InlineData("Subject: x\n\n-----BEGIN PGP MESSAGE-----\n", MimeFindingKind.Encrypted)]
    [InlineData("Subject: x\n\n(This file must be converted with BinHex 4.0)\n", MimeFindingKind.BinHex)]
    public void What_cannot_be_read_one_way_is_told(string message, MimeFindingKind kind) => Assert.Contains(kind, Walked.Over(message).Kinds);

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=\"----=_Part (1)\"\n\n------=_Part (1)\n\nx\n------=_Part (1)--\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=a;\n\n--a  \n\nx\n--a--  \nfooter of a list\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n--a--")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\n\n--\nsigned\n--a--")]
    [InlineData("Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n\n--a--")]
    [InlineData("From client@client.test Sat Nov 21 12:00:00 2026\nSubject: x\n\ntext")]
    [InlineData("DKIM-Signature: h=From:Subject:\n Content-Type:Content-Transfer-Encoding; b=x\n\ntext")]
    [InlineData("Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/rfc822\n\nSubject: returned\n--a--")]
    [InlineData("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\nContent-Transfer-Encoding: 8bit\n\n--a\nnot a part\n")]
    public void What_honest_mail_does_is_not_told(string message) => Assert.Empty(Walked.Over(message).Summary.Findings);

    [Fact]
    public void A_header_beyond_its_limit_is_cut_and_told()
    {
        var limits = new MimeLimits { MaximumHeader = 1000, MaximumFields = 10 };

        Assert.Equal([MimeFindingKind.HeaderTooLarge], Walked.Over("X: " + new string('x', 5000) + "\n\nbody", limits).Kinds);
        Assert.Equal([MimeFindingKind.TooManyFields], Walked.Over(string.Concat(Enumerable.Repeat("X: y\n", 20)) + "\nbody", limits).Kinds);
        Assert.Equal("body", Walked.Over("X: " + new string('x', 5000) + "\n\nbody", limits).Text(0));
    }

    [Fact]
    public void A_finding_is_told_once_for_a_part()
        => Assert.Single(Walked.Over("Content-Transfer-Encoding: base64\n\n" + string.Concat(Enumerable.Repeat("QQ!!\n", 1000))).Summary.Findings, finding => finding.Kind == MimeFindingKind.Base64ForeignCharacter);
}
