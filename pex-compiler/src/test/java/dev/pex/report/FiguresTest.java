package dev.pex.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Figures FIGURES = new Figures(
            "net",
            600,
            49,
            12,
            7,
            900,
            800,
            new Report.Work(1L << 40, 5_000_000_001L, 3),
            List.of(
                    Diagnostic.warning(Code.UNSUPPORTED_FORM, " #1 'a=b'", "so \"so\"\\u00\n\t!", ""),
                    Diagnostic.warning(Code.PARAMETER_HIDDEN, "#: ü\ud83d\ude00", " ", "later ")));

    @Test
    void whatIsWrittenCanBeRead() {
        assertThat(Figures.parse(FIGURES.toText())).contains(FIGURES);
    }

    @Test
    void theTextIsAsciiAndHasALineForEachFigure() {
        assertThat(FIGURES.toText()).isASCII().startsWith("model=net\narenaBytes=600\n");
        assertThat(FIGURES.toText().lines()).hasSize(21).contains("0.what=so \"so\"\\u005cu00\\u000a\\u0009!");
    }

    @Test
    void anythingElseIsNone() {
        String text = FIGURES.toText();

        assertThat(Figures.parse("")).isEmpty();
        assertThat(Figures.parse(text.replace("steps=3", "steps=three"))).isEmpty();
        assertThat(Figures.parse(text.replace("steps=3\n", ""))).isEmpty();
        assertThat(Figures.parse(text.replace("PEX-0202", "PEX-9999"))).isEmpty();
        assertThat(Figures.parse(text.replace("diagnostics=2", "diagnostics=3")))
                .isEmpty();
        assertThat(Figures.parse(text + "\\uzzzz")).isEmpty();
    }
}
