import { createApp } from 'vue';
import '../../shared/page.css';
import Writer from './Writer.vue';

createApp(Writer).mount('#app');
