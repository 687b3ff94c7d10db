using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("We have put the minutes of the meeting into the folder that you know.", TextLanguage.English)]
    [InlineData("Wir haben das Protokoll für Sie in den Ordner gelegt, und es ist nicht lang.", TextLanguage.German)]
    [InlineData("Nous avons mis le compte rendu dans le dossier pour vous et pour les autres.", TextLanguage.French)]
    [InlineData("Sua encomenda foi taxada e você não pagou a taxa da importação do pedido.", TextLanguage.Portuguese)]
    [InlineData("Uw pakket is niet bezorgd, klik op de knop om het te ontvangen van ons.", TextLanguage.Dutch)]
    [InlineData("\u0412\u0430\u0448 \u0437\u0430\u043a\u0430\u0437 \u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d", TextLanguage.OtherScript)]
    [InlineData("ok", TextLanguage.Unknown)]
    public void A_language_is_told_by_its_common_words(string text, TextLanguage language)
        => Assert.Equal(language, LanguageDetector.Tell(WordList.Of("", 1), WordList.Of(text, 1000)));
}
